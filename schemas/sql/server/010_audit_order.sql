-- What follows an entry, also where it came before it: a run is handed on up to where its device has signed.
create index device_audit_previous on device_audit(previous);
