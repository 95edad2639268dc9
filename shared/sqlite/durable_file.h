// Small files beside the databases (keys, counters): read whole, replaced whole, never half written.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace nuong {

// Written to a temporary file, flushed to the disk, renamed over the old one; mode 0600. After a power cut the file has
// either the old or the new content.
Status write_file_durably(const std::string& path, std::string_view content);

// For a small counter that must be writable even on a full disk: overwritten in place, padded with spaces to
// `bytes`, flushed. A power cut may leave a mixture; the reader must take an unreadable file for the worst.
Status overwrite_file_durably(const std::string& path, std::string_view content, std::size_t bytes);

// not_found when there is none; invalid when it is larger than `bytes_max`.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max);

// What went wrong with a file, in words that say what to do: no_space for a full disk, otherwise damaged. `code` is
// errno.
Error file_error(const std::string& path, int code);
// What another hand has written into a file is on the disk from now on.
Status flush_file(const std::string& path);
// The rename of a file itself must reach the disk too.
void flush_folder_of(const std::string& path);

bool file_exists(const std::string& path);
// With all parents, mode 0700.
Status make_folder(const std::string& path);
Status remove_file(const std::string& path);

}  // namespace nuong
