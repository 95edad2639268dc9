#include "sync-server/admin/data_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "shared/base/text.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

Error no_store(const std::string& path) {
    return {ErrorCode::damaged,
            {"Thư mục " + path + " chưa có kho dữ liệu. Hãy chạy lệnh init trước.",
             "There is no store in " + path + ". Run init first."}};
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

}  // namespace

DataFolder::DataFolder(std::string path, std::optional<std::string> key_file)
    : path_(std::move(path)), key_file_(std::move(key_file)) {}

bool DataFolder::exists() const { return fs::exists(store_path()); }

std::string DataFolder::key_path() const {
    if (key_file_) return *key_file_;
    if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY")) {
        const std::string path = std::string(credentials) + "/nuong-key";
        if (fs::exists(path)) return path;
    }
    return path_ + "/key";
}

Result<DatabaseKey> DataFolder::read_key() const {
    std::ifstream file(key_path());
    std::ostringstream text;
    text << file.rdbuf();
    const auto bytes = from_hex(clean_text(text.str()).value_or(""));
    if (!bytes || bytes->size() != 32) return bad_key(key_path());
    return DatabaseKey(*bytes);
}

// Never over an existing file: that key may open something.
Status DataFolder::make_key() const {
    std::array<std::uint8_t, 32> bytes;
    fill_random(bytes);
    const std::string text = to_hex(std::span<const std::uint8_t>(bytes)) + "\n";
    const int file = ::open(key_path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return cannot_write(key_path());
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    ::close(file);
    return written ? Status(Done{}) : Status(cannot_write(key_path()));
}

Result<std::unique_ptr<SqliteChangeStore>> DataFolder::create() {
    std::error_code failed;
    fs::create_directories(path_, failed);
    if (!failed) fs::permissions(path_, fs::perms::owner_all, failed);
    if (failed) return cannot_write(path_);
    if (!fs::exists(key_path()))
        if (auto made = make_key(); !made) return made.error();
    const auto key = read_key();
    if (!key) return key.error();
    return SqliteChangeStore::create(Database::open(store_path(), *key));
}

Result<std::unique_ptr<SqliteChangeStore>> DataFolder::open() {
    if (!exists()) return no_store(path_);
    const auto key = read_key();
    if (!key) return key.error();
    return SqliteChangeStore::open(Database::open(store_path(), *key));
}

}  // namespace nuong::admin
