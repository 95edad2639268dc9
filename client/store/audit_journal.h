// AuditJournal: what people did here without changing a record, in a chain. An entry is never changed, and stays until
// the top has it; the last ones stay longer, for a server that comes back from a backup.
#pragma once
#include "shared/protocol/audit_run.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

class AuditJournal {
public:
    explicit AuditJournal(Database& db) : db_(db) {}

    // Gives it its number. Call within a transaction.
    void append(protocol::AuditEntry entry);
    // What to say of it to the server: the oldest entries that it is not known to have, or a question how far the top
    // is. Nothing when the top has all.
    std::optional<protocol::AuditRun> due(std::size_t most);
    bool is_waiting();  // an entry for the top
    bool is_unsaid();   // ... or a question, for the server that is asked now
    // The server's answer to what was due. False: it has moved nothing.
    bool take(const protocol::AuditRun& said, const protocol::AuditTaken& answer);
    // The server is older than audits: from now on it is only asked, until it answers.
    void note_silence();
    // Another server answers than before, or another incarnation of it: it may lack what came before.
    void doubt_server();
    std::vector<protocol::AuditEntry> entries();  // that are still here, the oldest first

    Hash link_after(std::uint64_t n);  // nothing is known: zeros

private:
    struct Marks {
        std::uint64_t top = 0, here = 0;  // entries up to here are at the top, and at the server that was asked last
        bool is_doubted = false;          // another server answers than the one that said so
        bool is_deaf = false;             // the server says nothing to what it is told

        bool operator==(const Marks&) const = default;
    };
    std::uint64_t before_the_first();
    Marks marks();
    void put_marks(const Marks& marks);

    Database& db_;
};

}  // namespace nuong::client
