// DataFolder: the one folder that a server keeps: its store, its key unless that lies elsewhere, and its backups.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "sync-server/store/sqlite_change_store.h"

namespace nuong::admin {

class DataFolder {
public:
    // The key is, in this order: `key_file`, the systemd credential "nuong-key", the file "key" in the folder.
    DataFolder(std::string path, std::optional<std::string> key_file);

    bool exists() const;  // is a store in it?
    // A new store with a new key. The folder and the key are for the owner's eyes only.
    Result<std::unique_ptr<SqliteChangeStore>> create();
    // One more connection to the store.
    Result<std::unique_ptr<SqliteChangeStore>> open();

    const std::string& path() const { return path_; }
    std::string key_path() const;

private:
    std::string store_path() const { return path_ + "/server.db"; }
    Result<DatabaseKey> read_key() const;
    Status make_key() const;

    std::string path_;
    std::optional<std::string> key_file_;
};

}  // namespace nuong::admin
