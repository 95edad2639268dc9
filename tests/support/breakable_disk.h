// A disk of its own that can break while it is used: the kernel then lets nobody write to it any more, until it was
// taken off and repaired. For root alone, on a kernel that can do so; else `is_mounted` is false.
#pragma once
#include <fstream>
#include <stdexcept>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace nuong::testing {

class BreakableDisk {
public:
    BreakableDisk(const test::TemporaryFolder& folder, int megabytes)
        : image_(folder / "disk.img"), path_(folder / "disk") {
        std::filesystem::create_directory(path_);
        std::ofstream(image_).flush();
        std::filesystem::resize_file(image_, static_cast<std::uintmax_t>(megabytes) << 20);
        if (run({"mkfs.ext4", "-q", image_})) mount();
        if (is_mounted_ && !std::filesystem::exists(trigger())) take_off();
    }
    ~BreakableDisk() { take_off(); }
    BreakableDisk(const BreakableDisk&) = delete;
    BreakableDisk& operator=(const BreakableDisk&) = delete;

    bool is_mounted() const { return is_mounted_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

    void break_it() { std::ofstream(trigger()) << "1"; }
    // REQUIRES: nobody has a file on it open.
    void repair() {
        take_off();
        if (is_mounted_) throw std::runtime_error("the broken disk is in use");
        run({"e2fsck", "-p", image_});
        mount();
        if (!is_mounted_) throw std::runtime_error("the disk cannot be repaired");
    }

private:
    static bool run(const std::vector<std::string>& command) { return run_process(command).exit_code == 0; }
    void mount() { is_mounted_ = run({"mount", "-o", "loop,errors=remount-ro", image_, path_}); }
    void take_off() {
        if (is_mounted_) is_mounted_ = !run({"umount", path_});
    }
    std::string trigger() const {
        std::string device = run_process({"findmnt", "-no", "SOURCE", path_}).out;
        while (!device.empty() && device.back() == '\n') device.pop_back();
        return "/sys/fs/ext4/" + device.substr(device.rfind('/') + 1) + "/trigger_fs_error";
    }

    std::string image_, path_;
    bool is_mounted_ = false;
};

}  // namespace nuong::testing
