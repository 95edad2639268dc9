// UnfinishedFiles: where readable files are being written just now, in folders that people chose. It is known before
// the first byte of one is there, and until it stands under its name or is gone; so what a power cut left is found.
#pragma once
#include <string>
#include <vector>

#include "shared/sqlite/database.h"
#include "shared/sqlite/new_file.h"

namespace nuong::client {

class UnfinishedFiles {
public:
    explicit UnfinishedFiles(Database& db) : db_(db) {}

    void add(const std::string& temporary);   // durable on return
    void drop(const std::string& temporary);  // does not throw: what stays is dropped by the next sweep
    std::vector<std::string> all();
    // Removes what was cut off, and nothing that is not known here. What lies on a stick that is out waits for the next
    // sweep. Does not throw: whatever comes between, the next one goes on.
    void sweep();
    // For what is written over this connection.
    FileWatch watch();

private:
    Database& db_;
};

// Over a connection of its own, for as long as somebody watches: who reads one moment of the store can note nothing in
// it. May be handed to another thread, as what is written is. Throws DatabaseError.
FileWatch watch_over_own_connection(const std::string& home, const DatabaseKey& key);

}  // namespace nuong::client
