"""Where links lead: files, pages as sites serve them, anchors, this repository on its host."""
