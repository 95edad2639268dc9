#include "sync-server/admin/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/kept_lists.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/store/copy_store.h"
#include "sync-server/store/postgres_change_store.h"
#include "sync-server/store/sqlite_change_store.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_file_bytes_max = 256;

Error no_store(const std::string& path) {
    return {ErrorCode::damaged,
            {"Thư mục " + path + " chưa có kho dữ liệu. Hãy chạy lệnh init trước.",
             "There is no store in " + path + ". Run init first."}};
}

Error moved_away(const std::string& path) {
    return {ErrorCode::damaged,
            {"Kho dữ liệu của thư mục " + path + " đã được chuyển vào PostgreSQL (migrate). Hãy thêm --database.",
             "The store of " + path + " has moved into PostgreSQL (migrate). Add --database."}};
}

Error bad_key(const std::string& path) {
    return {ErrorCode::damaged,
            {"Không đọc được khóa ở " + path + " (cần 64 chữ số thập lục phân).",
             "The key in " + path + " cannot be read (it must be 64 hex digits)."}};
}

Error cannot_write(const std::string& path) {
    return {ErrorCode::damaged,
            {"Không ghi được vào " + path + ". Hãy kiểm tra đĩa và quyền của thư mục.",
             "Cannot write to " + path + ". Check the disk and the folder's permissions."}};
}

Error in_use(const std::string& path) {
    return {ErrorCode::refused,
            {"Kho dữ liệu ở " + path + " đang được dùng. Hãy dừng máy chủ (serve) và các lệnh khác rồi thử lại.",
             "The store in " + path + " is in use. Stop the server (serve) and other commands, then try again."}};
}

Error not_a_backup(const std::string& file, const Message& why) {
    return {ErrorCode::damaged,
            {file + " không phải là bản sao lưu dùng được với khóa này; kho hiện tại giữ nguyên. " + why.vi,
             file + " is no backup that this key opens; the present store is untouched. " + why.en}};
}

Error not_empty() {
    return {ErrorCode::invalid,
            {"Cơ sở dữ liệu này đã có kho dữ liệu. Hãy khôi phục vào một cơ sở dữ liệu trống rồi đổi --database.",
             "There is a store in this database. Restore into an empty one, then point --database there."}};
}

template <class Store>
Result<std::unique_ptr<SqlChangeStore>> as_store(Result<std::unique_ptr<Store>> store) {
    if (!store) return store.error();
    return std::unique_ptr<SqlChangeStore>(std::move(*store));
}

// As much of a file as a key takes, with space around it.
std::string beginning_of(const std::string& path) {
    std::string text(key_file_bytes_max, '\0');  // whole from the start: what grows leaves copies behind
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    std::size_t size = 0;
    for (ssize_t more = file < 0 ? 0 : 1; more > 0 && size < text.size();) {
        more = ::read(file, text.data() + size, text.size() - size);
        if (more > 0) size += static_cast<std::size_t>(more);
    }
    if (file >= 0) ::close(file);
    text.resize(size);
    return text;
}

std::string_view without_space_around(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return "";
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace

std::string stamp_of(Instant now) {
    std::string text;
    for (const char c : to_string(now).substr(0, 19))
        if (c != '-' && c != ':') text += c;
    return text;
}

DataFolder::Lock::~Lock() {
    if (file_ >= 0) ::close(file_);
}

bool DataFolder::Lock::take(const std::string& folder, bool alone) {
    if (file_ < 0) file_ = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return file_ >= 0 && ::flock(file_, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
}

DataFolder::DataFolder(std::string path, std::optional<std::string> key_file, std::optional<std::string> database)
    : path_(std::move(path)), key_file_(std::move(key_file)), database_(std::move(database)) {}

DataFolder DataFolder::with_store_in(std::optional<std::string> database) const {
    DataFolder other(path_, key_file_, std::move(database));
    other.lock_ = lock_;
    return other;
}

bool DataFolder::exists() const {
    if (!database_) return fs::exists(store_path());
    const auto key = read_key();
    return key && PostgresChangeStore::is_in(*database_, *key);
}

bool DataFolder::has_moved() const {
    if (database_ || exists()) return false;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(path_, none))
        if (entry.path().filename().string().starts_with(moved_beginning)) return true;
    return false;
}

bool DataFolder::is_older() const {
    const auto key = read_key();
    if (!key) return false;
    if (database_) return PostgresChangeStore::is_older(*database_, *key);
    Database db = Database::open(store_path(), *key);
    return SqliteChangeStore::is_older(db);
}

std::string DataFolder::key_path() const {
    if (key_file_) return *key_file_;
    if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY")) {
        const std::string path = std::string(credentials) + "/nuong-key";
        if (fs::exists(path)) return path;
    }
    return path_ + "/key";
}

// By no stream: those leave a copy of the digits in their buffers.
Result<DatabaseKey> DataFolder::read_key() const {
    std::string text = beginning_of(key_path());
    auto bytes = from_hex(without_space_around(text));
    forget(text);
    if (!bytes || bytes->size() != std::tuple_size_v<KeyBytes>) return bad_key(key_path());
    const DatabaseKey key(*bytes);
    forget(*bytes);
    return key;
}

// Never over an existing file: that key may open something.
Status DataFolder::make_key() const {
    KeyBytes bytes;
    fill_random(bytes);
    std::string text = to_hex(std::span<const std::uint8_t>(bytes));
    forget(bytes);
    const int file = ::open(key_path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        forget(text);
        return cannot_write(key_path());
    }
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::write(file, "\n", 1) == 1 && ::fsync(file) == 0;
    forget(text);
    ::close(file);
    return written ? Status(Done{}) : Status(cannot_write(key_path()));
}

Result<DatabaseKey> DataFolder::ready_folder() const {
    std::error_code failed;
    fs::create_directories(path_, failed);
    if (!failed) fs::permissions(path_, fs::perms::owner_all, failed);
    if (failed) return cannot_write(path_);
    if (!fs::exists(key_path()))
        if (auto made = make_key(); !made) return made.error();
    return read_key();
}

Result<std::unique_ptr<SqlChangeStore>> DataFolder::create() {
    const auto key = ready_folder();
    if (!key) return key.error();
    if (database_) return as_store(PostgresChangeStore::create(*database_, *key));
    return as_store(SqliteChangeStore::create(Database::open(store_path(), *key)));
}

Result<std::unique_ptr<SqlChangeStore>> DataFolder::create_empty() {
    const auto key = ready_folder();
    if (!key) return key.error();
    if (database_) return as_store(PostgresChangeStore::create_empty(*database_, *key));
    return as_store(SqliteChangeStore::create_empty(Database::open(filling_path(), *key)));
}

Status DataFolder::settle() {
    if (database_) return Done{};
    std::error_code failed;
    fs::rename(filling_path(), store_path(), failed);
    if (failed) return cannot_write(store_path());
    flush_folder_of(store_path());
    return Done{};
}

Result<std::unique_ptr<SqlChangeStore>> DataFolder::open() { return open_locked(false); }

Result<std::unique_ptr<SqlChangeStore>> DataFolder::open_alone() { return open_locked(true); }

Result<std::unique_ptr<SqlChangeStore>> DataFolder::open_locked(bool alone) {
    if (!database_ && !exists()) return has_moved() ? moved_away(path_) : no_store(path_);
    if (!fs::exists(path_)) return bad_key(key_path());  // a database is there, and nothing that opens it
    if (!lock_->take(path_, alone)) return in_use(path_);
    const auto key = read_key();
    if (!key) return key.error();
    auto store = database_ ? as_store(PostgresChangeStore::open(*database_, *key))
                           : as_store(SqliteChangeStore::open(Database::open(store_path(), *key)));
    if (store) (*store)->know_together(newest_);
    if (store && patience_) (*store)->give_up_after(*patience_);
    return store;
}

Status DataFolder::write_copy(SqlChangeStore& store, const std::string& file) const {
    if (auto* in_file = dynamic_cast<SqliteChangeStore*>(&store)) {
        in_file->database().copy_into(file);
        return Done{};
    }
    const auto key = read_key();
    if (!key) return key.error();
    const auto copy = SqliteChangeStore::create_empty(Database::open(file, *key));
    if (!copy) return copy.error();
    const auto copied = copy_store(store.sql(), (*copy)->sql());
    return copied ? Status(Done{}) : Status(copied.error());
}

Status DataFolder::check_copy(const std::string& file) const {
    const auto key = read_key();
    if (!key) return key.error();
    try {
        Database copy = Database::open(file, *key);
        if (copy.is_sound()) return Done{};
        return not_a_backup(file, {"Tệp có trang bị hỏng.", "It has damaged pages."});
    } catch (const DatabaseError& error) {
        return not_a_backup(file, error.error().message);
    }
}

// The store that is about to be replaced; nothing of one that does not open or read to its end.
std::optional<StoreBefore> DataFolder::store_before(const StoreFacts& copy) const {
    const auto key = read_key();
    if (!key || database_ || !exists()) return std::nullopt;
    try {
        const auto store = SqliteChangeStore::open(Database::open(store_path(), *key));
        if (!store) return std::nullopt;
        return admin::store_before(*(*store)->read(), copy);
    } catch (const std::exception&) {  // it is damaged: then a restore is needed all the more
        return std::nullopt;
    }
}

namespace {

// Of a relay the parent knows best who may take part: it says so again at the next contact, whatever a list says.
void ask_parent_anew(StoreTransaction& transaction) {
    auto upstream = transaction.upstream();
    if (!upstream) return;
    upstream->directory.clear();
    upstream->signers.clear();
    transaction.put_upstream(*upstream);
}

}  // namespace

// The lists beside the store, beside this backup and where others lie: any of them may have been lost.
Result<SetBack> DataFolder::begin_again(ChangeStore& store, const std::optional<StoreBefore>& before,
                                        const std::string& beside, const std::string& from, Instant now) const {
    const auto key = read_key();
    if (!key) return key.error();
    std::array<std::uint8_t, 8> epoch;
    fill_random(epoch);
    const auto transaction = store.begin();
    std::vector<std::string> folders = backup_folders(*transaction, now);
    folders.insert(folders.begin(), {path_, beside});
    const KeptLists lists = kept_lists(*transaction, folders, *key);
    transaction->start_epoch(to_hex(std::span<const std::uint8_t>(epoch)));
    const SetBack set_back = take_again(*transaction, before, lists, operator_name(), now);
    ask_parent_anew(*transaction);
    if (Status noted = note_lists(path_, kept_lists(*transaction, folders, *key), *key); !noted) return noted.error();
    transaction->add_audit(now, operator_name(), "restore", from);
    transaction->commit();
    return set_back;
}

Result<SetBack> DataFolder::begin_again(Instant now) {
    const auto store = open_alone();
    if (!store) return store.error();
    return begin_again(**store, std::nullopt, path_, "set back", now);
}

Result<SetBack> DataFolder::prepare_restored(const std::string& fresh, const std::string& backup, Instant now) {
    const auto key = read_key();
    if (!key) return key.error();
    try {
        auto store = SqliteChangeStore::open(Database::open(fresh, *key));
        if (!store) return not_a_backup(backup, store.error().message);
        if (!(*store)->is_sound()) return not_a_backup(backup, {"Tệp có trang bị hỏng.", "It has damaged pages."});
        const fs::path file = backup;
        const auto before = store_before((*store)->read()->facts());
        return begin_again(**store, before, file.parent_path().string(), file.filename().string(), now);
    } catch (const DatabaseError& error) {
        return not_a_backup(backup, error.error().message);
    }
}

// Under a second name first, so that a power cut leaves the store under one of them.
Status DataFolder::keep_store_in(const std::string& folder) const {
    std::error_code failed, none;
    fs::create_directory(folder, failed);
    const bool is_there = fs::equivalent(store_path(), folder + "/server.db", none);  // since a try that was cut off
    if (!failed && !is_there) fs::create_hard_link(store_path(), folder + "/server.db", failed);
    for (const char* part : {"-wal", "-shm"})
        if (!failed && fs::exists(store_path() + part))
            fs::rename(store_path() + part, folder + "/server.db" + part, failed);
    return failed ? Status(cannot_write(folder)) : Status(Done{});
}

// It has its new epoch already: until the last row is in the database, no store is there.
Status DataFolder::fill_database_from(const std::string& file) {
    const auto key = read_key();
    if (!key) return key.error();
    if (exists()) return not_empty();
    const auto from = SqliteChangeStore::open(Database::open(file, *key));
    if (!from) return from.error();
    const auto to = create_empty();
    if (!to) return to.error();
    const auto copied = copy_store((*from)->sql(), (*to)->sql());
    return copied ? Status(Done{}) : Status(copied.error());
}

// The copy is made ready beside the store first; then the old store gets a second name, and the new one takes its place
// in one step. A power cut leaves one or the other.
Result<Restored> DataFolder::replace_store(const std::string& backup, Instant now) {
    std::error_code failed;
    fs::create_directories(path_, failed);
    if (failed) return cannot_write(path_);
    if (!lock_->take(path_, true)) return in_use(path_);
    const std::string fresh = path_ + "/restoring.db",
                      kept = path_ + "/" + std::string(replaced_beginning) + stamp_of(now);
    fs::remove(fresh, failed);
    fs::copy_file(backup, fresh, failed);
    if (failed) return cannot_write(fresh);
    const auto prepared = prepare_restored(fresh, backup, now);
    const Status done = !prepared ? Status(prepared.error()) : database_ ? fill_database_from(fresh) : Status(Done{});
    if (!done || database_) {
        fs::remove(fresh, failed);
        if (!done) return done.error();
        return Restored{"", *prepared};
    }
    const bool is_kept = exists();
    if (is_kept)
        if (Status moved = keep_store_in(kept); !moved) return moved.error();
    fs::rename(fresh, store_path(), failed);
    if (failed) return cannot_write(store_path());
    return Restored{is_kept ? kept : "", *prepared};
}

Result<std::string> DataFolder::put_aside(Instant now) {
    const std::string folder = path_ + "/" + std::string(moved_beginning) + stamp_of(now);
    if (Status kept = keep_store_in(folder); !kept) return kept.error();
    std::error_code failed;
    fs::remove(store_path(), failed);
    if (failed) return cannot_write(store_path());
    return folder;
}

}  // namespace nuong::admin
