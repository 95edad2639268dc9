// DataFolder: the one folder that a server keeps: its store, unless that lies in a PostgreSQL database, its key unless
// that lies elsewhere, and its backups.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/sqlite/database.h"
#include "sync-server/admin/set_back.h"
#include "sync-server/store/sql_change_store.h"

namespace nuong::admin {

// Of folders in which a store was set aside: a restore has replaced it, or it has moved into a database. stamp_of()
// follows.
inline constexpr std::string_view replaced_beginning = "before-restore-", moved_beginning = "moved-";

std::string stamp_of(Instant now);  // for names of files: 20240301T070000

struct Restored {
    std::string kept;  // where the store from before lies; "" when there was none
    SetBack set_back;
};

class DataFolder {
public:
    // The key is, in this order: `key_file`, the systemd credential "nuong-key", the file "key" in the folder.
    // `database`: postgresql://..., where the store lies instead of in the folder.
    DataFolder(std::string path, std::optional<std::string> key_file, std::optional<std::string> database = {});

    // The same folder with its store in another place. Whoever holds one of them alone holds both.
    DataFolder with_store_in(std::optional<std::string> database) const;

    // Is there a store? A database that does not answer throws DatabaseError.
    bool exists() const;
    // Has the folder's store moved into a database, and none taken its place?
    bool has_moved() const;
    // Would open() bring its tables up to date, so that no older program opens them again? REQUIRES: exists().
    bool is_older() const;
    // A new store with a new key. The folder and the key are for the owner's eyes only.
    Result<std::unique_ptr<SqlChangeStore>> create();
    // Tables without a store in them, to be filled; or those that somebody has begun to fill.
    Result<std::unique_ptr<SqlChangeStore>> create_empty();
    // They are whole and become the store. REQUIRES: create_empty(), and what it gave closed.
    Status settle();
    // One more connection to the store.
    Result<std::unique_ptr<SqlChangeStore>> open();
    // The same while nobody else uses the folder, and until this DataFolder goes.
    Result<std::unique_ptr<SqlChangeStore>> open_alone();

    // What is opened from now on is for whoever serves: a database that does not answer in time has not answered.
    void give_up_after(std::chrono::milliseconds limit) { patience_ = limit; }

    // Another store in place of the present one, which is kept in a folder of its own (its path is given back); a
    // database must be empty, and nothing is given back. Nobody else may have the folder open. The new store begins a
    // new epoch, so that devices send what it has forgotten; who was erased or revoked since is so again.
    Result<Restored> replace_store(const std::string& backup, Instant now);

    // The same for a store that was set back where it lies.
    Result<SetBack> begin_again(Instant now);

    // A store that has moved elsewhere is put aside, where nobody opens it by mistake. Returns where. REQUIRES:
    // open_alone(), and the store closed.
    Result<std::string> put_aside(Instant now);

    // One moment of the store as an encrypted file, for this key.
    Status write_copy(SqlChangeStore& store, const std::string& file) const;
    // A backup: that this key opens it, and that every page is sound.
    Status check_copy(const std::string& file) const;

    const std::string& path() const { return path_; }
    const std::optional<std::string>& database() const { return database_; }
    std::string key_path() const;
    Result<DatabaseKey> read_key() const;

private:
    std::string store_path() const { return path_ + "/server.db"; }
    std::string filling_path() const { return path_ + "/moving.db"; }  // half a store is never under the other name
    Status make_key() const;
    Result<std::unique_ptr<SqlChangeStore>> open_locked(bool alone);
    Result<DatabaseKey> ready_folder() const;
    Status keep_store_in(const std::string& folder) const;
    std::optional<StoreBefore> store_before(const StoreFacts& copy) const;
    Result<SetBack> begin_again(ChangeStore& store, const std::optional<StoreBefore>& before, const std::string& beside,
                                const std::string& from, Instant now) const;
    Result<SetBack> prepare_restored(const std::string& fresh, const std::string& backup, Instant now);
    Status fill_database_from(const std::string& file);

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
    std::optional<std::string> key_file_, database_;
    std::optional<std::chrono::milliseconds> patience_;
    std::shared_ptr<NewestSeen> newest_ = std::make_shared<NewestSeen>();
    std::shared_ptr<Lock> lock_ = std::make_shared<Lock>();
};

}  // namespace nuong::admin
