// SchemaStore: the published documents this device holds (forms, areas, roles, reports), and how far it has read each
// area's feed. Older versions of a form stay, because older records were made with them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/protocol/messages.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

class SchemaStore {
public:
    explicit SchemaStore(Database& db) : db_(db) {}

    std::vector<protocol::SchemaEntry> catalogue();  // the current ones, as the server listed them
    bool has(const std::string& hash);
    // The newest version of a document; nothing when it is not here.
    std::optional<std::string> body(const std::string& kind, const std::string& id);
    std::optional<std::string> body(const std::string& kind, const std::string& id, std::uint32_t version);
    std::vector<std::string> bodies(const std::string& kind);  // current ones
    // A document that has been fetched ahead of its catalogue: a line that breaks need not bring it again.
    void keep(const protocol::SchemaEntry& entry, std::string_view body);
    // Replaces the list of what is current; every body in it must be held or given.
    void replace_catalogue(const std::vector<protocol::SchemaEntry>& entries, const std::vector<std::string>& bodies);

    std::vector<protocol::Cursor> cursors();
    void put_cursor(const protocol::Cursor& cursor);
    void drop_cursor(const AreaCode& area);
    void reset_cursors();

private:
    Database& db_;
};

}  // namespace nuong::client
