// Diagnosis: what is wrong with a server and what to do about it, from what was found at its folder, its store and its
// door. Deciding only; looking is in symptoms.h.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "sync-server/http/certificate.h"

namespace nuong::admin {

// Of the disk on which the last backup was put.
struct BackupRoom {
    std::string folder;
    std::uint64_t free_bytes = 0, disk_bytes = 0;
    std::uint64_t last_bytes = 0;  // of that backup
};

// Nothing where it could not be looked at.
struct Symptoms {
    std::string folder, key_path;
    bool has_folder = false;
    bool has_moved = false;  // into a database, and it was not said which (migrate)
    bool is_owner = true;    // of the folder, or root
    unsigned folder_mode = 0, key_mode = 0;
    bool has_key = false, key_lies_with_store = false;
    bool is_key_sealed = false;  // to this machine (systemd-creds)
    std::optional<Error> store_error;
    bool is_older = false;                  // tables of an older program: nothing of the store was looked at
    std::optional<bool> is_sound;           // every page and index
    bool is_in_database = false;            // PostgreSQL, not a file
    std::vector<std::string> lax_settings;  // of the database, with which it may forget what it has acknowledged
    std::optional<bool> has_standby;        // of the database: a second machine has whatever was acknowledged
    std::uint64_t store_bytes = 0, log_bytes = 0, free_bytes = 0;
    std::uint64_t open_files_max = 0;

    std::optional<Instant> newest_entry;  // of the audit: the clock has been there
    std::optional<Message> clock_jump;    // nothing is erased for being over meanwhile
    std::optional<Instant> parent_time;   // at a relay: what its parent's clock says now
    std::optional<Instant> last_backup;
    std::optional<BackupRoom> backup_room;
    std::vector<std::pair<std::string, Date>> set_aside;  // old stores in the folder (restore, migrate), and since when
    std::size_t forms = 0, roles = 0, areas = 0;
    std::size_t users = 0;                       // who may work
    std::size_t devices = 0, quiet_devices = 0;  // active; not heard of for a week
    std::size_t refused = 0;                     // changes in quarantine
    bool has_records = false;
    std::size_t reports = 0;  // frozen versions
    std::vector<Message> damaged_reports;

    std::optional<CertificateFacts> certificate;
    std::string door;                  // "127.0.0.1:8765"
    std::optional<bool> is_answering;  // at the door
};

enum class Level { fine, advice, fault };
const char* name_of(Level level);

struct Finding {
    std::string id;
    Level level = Level::fine;
    Message what, to_do;  // nothing to do when all is fine

    bool operator==(const Finding&) const = default;
};

// One for each thing that was looked at, in the order in which they are to be mended.
std::vector<Finding> diagnose(const Symptoms& symptoms, Instant now);

}  // namespace nuong::admin
