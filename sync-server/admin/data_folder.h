// DataFolder: the one folder that a server keeps: its store, its key unless that lies elsewhere, and its backups.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "shared/base/date.h"
#include "sync-server/store/sqlite_change_store.h"

namespace nuong::admin {

std::string stamp_of(Instant now);  // for names of files: 20240301T070000

class DataFolder {
public:
    // The key is, in this order: `key_file`, the systemd credential "nuong-key", the file "key" in the folder.
    DataFolder(std::string path, std::optional<std::string> key_file);

    bool exists() const;  // is a store in it?
    // A new store with a new key. The folder and the key are for the owner's eyes only.
    Result<std::unique_ptr<SqliteChangeStore>> create();
    // One more connection to the store.
    Result<std::unique_ptr<SqliteChangeStore>> open();

    // Another store in place of the present one, which is kept in a folder of its own (its path is given back). Nobody
    // else may have the folder open. The new store begins a new epoch, so that devices send what it has forgotten.
    Result<std::string> replace_store(const std::string& backup, Instant now);

    // A backup: that this key opens it, and that every page is sound.
    Status check_copy(const std::string& file) const;

    const std::string& path() const { return path_; }
    std::string key_path() const;

private:
    std::string store_path() const { return path_ + "/server.db"; }
    Result<DatabaseKey> read_key() const;
    Status make_key() const;
    Status erase_what_was_erased(StoreTransaction& transaction, const std::string& beside) const;

    // Held while the folder is in use: many may read and write together, only one may replace the store.
    class Lock {
    public:
        Lock() = default;
        ~Lock();
        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;
        bool take(const std::string& folder, bool alone);  // false: others have it

    private:
        int file_ = -1;
    };

    std::string path_;
    std::optional<std::string> key_file_;
    Lock lock_;
};

}  // namespace nuong::admin
