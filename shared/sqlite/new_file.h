// NewFile: a file that is made piece by piece, however large. Nobody sees it under its name before it is whole: it
// grows beside it (mode 0600, never through a link that somebody put there), and is gone again when it is not
// published.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong {

class NewFile {
public:
    // Errors: no_space, damaged (no such folder, no right to write there).
    static Result<NewFile> make(const std::string& path);
    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    Status write(std::string_view bytes);
    // Everything is on the disk. What another library wrote at temporary_path() after let_go() as well.
    Status finish();
    // From now on it stands under its name, in place of whatever stood there. REQUIRES: finish() succeeded.
    Status publish();

    void let_go();  // somebody else writes at temporary_path(); it exists, is empty and is ours alone to read
    const std::string& path() const { return path_; }
    const std::string& temporary_path() const { return temporary_; }
    // False when so little is left on its disk that the next piece may not fit.
    bool has_room() const;

private:
    NewFile(std::string path, std::string temporary, int descriptor)
        : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}
    Status flush();

    std::string path_, temporary_, buffer_;
    int descriptor_ = -1;
    bool is_published_ = false;
};

}  // namespace nuong
