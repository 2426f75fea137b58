"""What whoever runs a server does with its database: back it up, restore it, verify it (`flask backup`,
`flask restore`, `flask verify`)."""
