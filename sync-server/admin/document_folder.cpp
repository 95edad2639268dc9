#include "sync-server/admin/document_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "shared/protocol/limits.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

bool is_document(const fs::path& below) {
    const std::string name = below.filename().string();
    const std::string first = below.begin()->string();
    return name.ends_with(".json") && !name.ends_with(".schema.json") && first != "sql" && first != "protocol";
}

Error unreadable(const std::string& path) {
    return {ErrorCode::not_found, {"Không đọc được " + path + ".", "Cannot read " + path + "."}};
}

}  // namespace

Result<std::vector<DocumentFile>> read_documents(const std::string& folder) {
    std::error_code failed;
    std::vector<fs::path> paths;
    for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        if (at->is_regular_file() && is_document(fs::relative(at->path(), folder))) paths.push_back(at->path());
    if (failed) return unreadable(folder);
    std::sort(paths.begin(), paths.end());
    std::vector<DocumentFile> files;
    for (const fs::path& path : paths) {
        if (fs::file_size(path, failed) > protocol::text_bytes_max || failed) return unreadable(path.string());
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (!in) return unreadable(path.string());
        const fs::path below = fs::relative(path, folder);
        const bool in_folder = below.has_parent_path();
        // `publish schemas/forms` means the same as `publish schemas` for these files.
        const std::string first = in_folder ? below.begin()->string() : fs::canonical(folder).filename().string();
        files.push_back({below.string(), first, std::move(text).str()});
    }
    if (files.empty())
        return Error{ErrorCode::not_found,
                     {"Không có tệp .json nào trong " + folder + ".", "There is no .json file in " + folder + "."}};
    return files;
}

}  // namespace nuong::admin
