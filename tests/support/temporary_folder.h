// A folder of its own for one test, gone afterwards; and a tiny disk for the day that it is full.
#pragma once
#include <stdlib.h>
#include <sys/mount.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace nuong::test {

class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::string& under = std::filesystem::temp_directory_path()) {
        std::string name = under + "/nuong-XXXXXX";
        if (!::mkdtemp(name.data())) throw std::filesystem::filesystem_error("mkdtemp", std::error_code());
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

// A very small disk; works for root only, otherwise `is_mounted` is false.
class TinyDisk {
public:
    TinyDisk(const TemporaryFolder& folder, int kilobytes) : path_(folder / "disk") {
        std::filesystem::create_directory(path_);
        const std::string size = "size=" + std::to_string(kilobytes) + "k";
        is_mounted_ = ::mount("tmpfs", path_.c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    ~TinyDisk() {
        if (is_mounted_) ::umount2(path_.c_str(), MNT_DETACH);
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    bool is_mounted() const { return is_mounted_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

    // Not a byte is left, except `spare` of them.
    void fill(std::size_t spare = 0) {
        const std::string name = *this / "filler";
        {
            std::ofstream file(name, std::ios::binary);
            const std::string block(4096, 'x');
            while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
            }
        }
        if (spare > 0) std::filesystem::resize_file(name, std::filesystem::file_size(name) - spare);
    }
    void make_room() { std::filesystem::remove(*this / "filler"); }

private:
    std::string path_;
    bool is_mounted_ = false;
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace nuong::test
