// NewFile: a file that is made piece by piece, however large. Nobody sees it under its name before it is whole: it
// grows beside it (mode 0600, never through a link that somebody put there), and is gone again when it is not
// published. Only a power cut leaves it there; who watches can tell remove_cut_off() where.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong {

// Who is told what grows where; nothing set: nobody. Both get the temporary path.
struct FileWatch {
    std::function<void(const std::string&)> begins = nullptr;  // before it is there; may throw, then nothing is made
    std::function<void(const std::string&)> ended = nullptr;   // nothing lies there any more; must not throw
};

class NewFile {
public:
    // What an earlier attempt left there goes. Errors: no_space, damaged (no such folder, no right to write there),
    // locked (another program is writing just that file; it is left to it).
    static Result<NewFile> make(const std::string& path, FileWatch watch = {});
    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    Status write(std::string_view bytes);
    // Everything is on the disk. What another library wrote at temporary_path() as well.
    Status finish();
    // From now on it stands under its name, in place of whatever stood there. REQUIRES: finish() succeeded.
    Status publish();

    const std::string& path() const { return path_; }
    // It exists, is empty and is ours alone to read: another library may open and write it, but not replace it.
    const std::string& temporary_path() const { return temporary_; }
    // False when so little is left on its disk that the next piece may not fit.
    bool has_room() const;

private:
    NewFile(std::string path, std::string temporary, int descriptor, FileWatch watch)
        : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor), watch_(std::move(watch)) {}
    Status flush();
    void has_ended();

    std::string path_, temporary_, buffer_;
    int descriptor_;  // locked as long as it is open; -1: published, or handed on
    FileWatch watch_;
};

// All of it in one go. Errors: as of NewFile.
Status write_new_file(const std::string& path, std::string_view content, FileWatch watch = {});

// Removes what a NewFile that was cut off has left at its temporary path. True: nothing of it lies there. False: it
// may, or may again: it is being written just now, the disk refuses, the folder is not there (a stick that was pulled).
bool remove_cut_off(const std::string& temporary);

}  // namespace nuong
