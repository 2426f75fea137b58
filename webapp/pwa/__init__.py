"""The app as a browser gets it: the shell, the manifest, the service worker and the hashed bundles."""
