"""Getting back in after a lost passphrase, with an officer's help and without the server learning
anything."""
