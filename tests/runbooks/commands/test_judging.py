"""What commands do: the tables of tools, and what stands around a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.runbooks.commands.judging import judge
from revenant.runbooks.commands.shell import Typed
from revenant.runbooks.commands.tools import Effect

CHANGES = [
    "kubectl -n shop delete pod web-0",
    "kubectl rollout restart deployment/web",
    "oc adm cordon node-1",
    "oc create -f job.yaml",
    "virtctl migrate vm-1",
    "sudo -u root systemctl restart nginx",
    "service nginx restart",
    "docker compose up -d",
    "helm upgrade web ./chart",
    "git push origin main",
    "psql -h db -c 'delete from jobs where id = 1'",
    "mysql -e 'KILL 3'",
    "UPDATE jobs SET state = 'new';",
    "redis-cli -h cache config set maxmemory 2gb",
    "aws --region eu-west-1 ec2 reboot-instances --instance-ids i-1",
    "aws s3 cp dump.sql s3://backups/",
    "gcloud sql instances restart db",
    "az vm deallocate-or-restart; az vm restart -g shop -n web",
    "terraform apply",
    "etcdctl --endpoints=a,b defrag",
    "ceph osd set noout",
    "patronictl switchover --candidate db-1",
    "curl -XPOST https://prometheus.example.com/-/reload",
    "apt-get install -y jq",
    "sed -i s/a/b/ /etc/hosts",
    "echo 3 > /proc/sys/vm/drop_caches",
    "grep -v old /etc/hosts | sudo tee /etc/hosts.new",
    "kubectl exec -it db-0 -n shop -- psql -c 'vacuum full'",
    "ssh web-1 'sudo reboot'",
    'bash -c "systemctl stop web"',
    "for pod in $(kubectl get pods -o name); do kubectl delete $pod; done",
    "kubectl get pods -o name | xargs -n 1 kubectl delete",
    "cd /srv && PGUSER=me rm -r data",
    "find /var/log -name '*.gz' -delete",
]
READS = [
    "kubectl -n shop get pods",
    "kubectl --context prod rollout status deployment/web",
    "oc adm top nodes",
    "oc adm must-gather",
    "systemctl status nginx",
    "docker ps",
    "helm -n shop list",
    "psql -c 'select now() - pg_last_xact_replay_timestamp()'",
    "redis-cli info",
    "aws rds describe-db-instances",
    "terraform plan",
    "gcloud run services list",
    "aws deploy list-deployments",
    "az network vnet show -g shop -n net",
    "oc adm policy who-can delete pods",
    "ceph -s",
    "patronictl list",
    "curl -s https://example.com/metrics | grep pool_",
    "kubectl apply -f web.yaml --dry-run=server",
    "kubectl delete --help",
    "kubectl get pods > pods.txt 2>/dev/null",
    "kubectl label --list nodes web-1",
    "kubectl create token robot",
]
UNKNOWN = [
    "deploy checkout --to 40",
    "rm -rf /tmp/dump",
    "cp config.yaml config.yaml.bak",
    "kubectl exec -it web-0 -- bash",
    "kubectl run -it --rm look --image busybox",
    "curl -XPOST https://search.example.com/_search -d @query.json",
    "oc adm upgrade",
    "aws eks update-kubeconfig --name shop",
    "psql -f fix.sql",
    "docker run --rm -it alpine sh",
    "<b>/var/lib</b> > /var/lib",
    "",
]
DESTROYS = [
    "rm -rf /var/lib/data",
    "rm -r -f data",
    "git push --force-with-lease",
    "kubectl delete pods --all",
    "kubectl delete namespace shop",
    "kubectl delete pod web-0 --force",
    "sudo dd if=/dev/zero of=/dev/sdb",
    "mkfs.ext4 /dev/sdb",
    "terraform destroy",
    "redis-cli FLUSHALL",
    "DROP TABLE jobs;",
    "psql -c 'truncate jobs'",
    "psql -c 'delete from jobs'",
    "deploy checkout --force",
]
SPARES = [
    "rm -rf /tmp/x",
    "rm file",
    "git push",
    "kubectl delete pod web-0",
    "kubectl get pods --force",
    "dd if=/dev/sda of=/tmp/a",
    "psql -c 'delete from jobs where id = 1'",
    "echo 'rm -rf /'",
    "# rm -rf /",
    "grep 'DROP TABLE' dump.sql",
]


@pytest.mark.parametrize("text", CHANGES)
def test_it_changes_something(text: str) -> None:
    assert judge(Typed(1, text)).effect == Effect.CHANGES


@pytest.mark.parametrize("text", READS)
def test_it_only_reads(text: str) -> None:
    assert judge(Typed(1, text)).effect == Effect.READS


@pytest.mark.parametrize("text", UNKNOWN)
def test_it_is_not_known(text: str) -> None:
    assert judge(Typed(1, text)).effect == Effect.UNKNOWN


@pytest.mark.parametrize("text", DESTROYS)
def test_it_destroys(text: str) -> None:
    assert judge(Typed(1, text)).destroys


@pytest.mark.parametrize("text", SPARES)
def test_it_destroys_nothing(text: str) -> None:
    assert not judge(Typed(1, text)).destroys


def test_a_here_document_is_what_the_client_of_a_database_runs() -> None:
    assert judge(Typed(1, "psql <<EOF", "drop table jobs;")).destroys
    assert judge(Typed(1, "cat <<EOF", "drop table jobs;")).effect == Effect.READS


@given(st.text(max_size=200), st.text(max_size=50))
def test_whatever_the_text_there_is_a_verdict(text: str, body: str) -> None:
    assert judge(Typed(1, text, body)).effect in Effect


@given(st.lists(st.sampled_from(["kubectl", "sudo", "-n", "--", "exec", "sh", "-c", "|", "$(", ")", "'", '"', "ssh"])))
def test_whatever_the_words_there_is_a_verdict(words: list[str]) -> None:
    assert judge(Typed(1, " ".join(words))).effect in Effect
