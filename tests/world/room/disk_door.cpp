#include "tests/world/room/disk_door.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/world/room/disk.h"

namespace nuong::simulated {
namespace {

constexpr int sector_bytes = 4096;

// SQLite allocates the memory and calls no constructors; so this is made in place and destroyed by xClose.
struct OpenFile {
    sqlite3_file head;
    Disk* disk;
    std::string* name;
    std::vector<std::unique_ptr<std::string>>* shared;  // the index of the write-ahead log: memory, gone with the power

    Disk::File* file() const { return disk->find(*name); }
};

OpenFile& opened(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
sqlite3_vfs* machine() { return sqlite3_vfs_find("unix"); }
bool is_ours(const char* path) { return path && std::string_view(path).starts_with(disk_root); }

int close_file(sqlite3_file* file) {
    delete opened(file).name;
    delete opened(file).shared;
    return SQLITE_OK;
}

int read_file_at(sqlite3_file* handle, void* into, int count, sqlite3_int64 from) {
    const OpenFile& open = opened(handle);
    if (open.disk->is_off()) return SQLITE_IOERR_READ;
    const auto length = static_cast<std::size_t>(count), at = static_cast<std::size_t>(from);
    const Disk::File* file = open.file();
    const std::size_t there = file && at < file->now.size() ? std::min(length, file->now.size() - at) : 0;
    if (there > 0) std::memcpy(into, file->now.data() + at, there);
    if (there == length) return SQLITE_OK;
    std::memset(static_cast<char*>(into) + there, 0, length - there);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file_at(sqlite3_file* handle, const void* from, int count, sqlite3_int64 at) {
    OpenFile& open = opened(handle);
    switch (open.disk->write(open.disk->make(*open.name), static_cast<const char*>(from),
                             static_cast<std::size_t>(count), static_cast<std::size_t>(at))) {
        case Disk::Fate::done: return SQLITE_OK;
        case Disk::Fate::full: return SQLITE_FULL;
        case Disk::Fate::off: break;
    }
    return SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
    const OpenFile& open = opened(handle);
    if (open.disk->is_off()) return SQLITE_IOERR_TRUNCATE;
    if (Disk::File* file = open.file()) file->now.resize(std::min(file->now.size(), static_cast<std::size_t>(size)));
    return SQLITE_OK;
}

int sync_file(sqlite3_file* handle, int) {
    const OpenFile& open = opened(handle);
    Disk::File* file = open.file();
    if (!file) return SQLITE_OK;
    return open.disk->sync(*file) == Disk::Fate::done ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int size_of_file(sqlite3_file* handle, sqlite3_int64* size) {
    const Disk::File* file = opened(handle).file();
    *size = file ? static_cast<sqlite3_int64>(file->now.size()) : 0;
    return SQLITE_OK;
}

// One program with one connection: nobody else can hold a lock.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* result) {
    *result = 0;
    return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return sector_bytes; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* handle, int region, int size, int extend, void volatile** memory) {
    auto& regions = *opened(handle).shared;
    const auto wanted = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (regions.size() <= wanted && !extend) return SQLITE_OK;
    while (regions.size() <= wanted)
        regions.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
    *memory = regions[wanted]->data();
    return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void barrier(sqlite3_file*) {}
int unmap_shared(sqlite3_file* handle, int) {
    opened(handle).shared->clear();
    return SQLITE_OK;
}

const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2;
        m.xClose = close_file;
        m.xRead = read_file_at;
        m.xWrite = write_file_at;
        m.xTruncate = truncate_file;
        m.xSync = sync_file;
        m.xFileSize = size_of_file;
        m.xLock = lock_file;
        m.xUnlock = lock_file;
        m.xCheckReservedLock = is_reserved;
        m.xFileControl = control_file;
        m.xSectorSize = sector_size;
        m.xDeviceCharacteristics = characteristics;
        m.xShmMap = map_shared;
        m.xShmLock = lock_shared;
        m.xShmBarrier = barrier;
        m.xShmUnmap = unmap_shared;
        return m;
    }();
    return all;
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* handle, int flags, int* flags_out) {
    if (!is_ours(path)) return machine()->xOpen(machine(), path, handle, flags, flags_out);
    handle->pMethods = nullptr;
    Disk* disk = Disk::of(path);
    if (!disk || disk->is_off()) return SQLITE_CANTOPEN;
    if (!disk->find(path)) {
        if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
        disk->make(path);
    }
    OpenFile& open = opened(handle);
    open.disk = disk;
    open.name = new std::string(path);
    open.shared = new std::vector<std::unique_ptr<std::string>>;
    handle->pMethods = &methods();
    if (flags_out) *flags_out = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int sync) {
    if (!is_ours(path)) return machine()->xDelete(machine(), path, sync);
    Disk* disk = Disk::of(path);
    if (!disk || disk->is_off()) return SQLITE_IOERR_DELETE;
    disk->remove(path);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* path, int what, int* result) {
    if (!is_ours(path)) return machine()->xAccess(machine(), path, what, result);
    Disk* disk = Disk::of(path);
    const Disk::File* file = disk ? disk->find(path) : nullptr;
    *result = file && (what != SQLITE_ACCESS_EXISTS || !file->now.empty());
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    if (!is_ours(path)) return machine()->xFullPathname(machine(), path, size, out);
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
}

}  // namespace

void open_disk_door() {
    static const bool is_open = [] {
        sqlite3_initialize();
        static sqlite3_vfs door = *machine();
        door.zName = "simulated";
        door.pNext = nullptr;
        door.szOsFile = std::max(machine()->szOsFile, static_cast<int>(sizeof(OpenFile)));
        door.xOpen = open_file;
        door.xDelete = delete_file;
        door.xAccess = access_file;
        door.xFullPathname = full_path;
        return sqlite3_vfs_register(&door, 1) == SQLITE_OK;
    }();
    if (!is_open) throw std::bad_alloc();
}

}  // namespace nuong::simulated
