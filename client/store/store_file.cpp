#include "client/store/store_file.h"

#include <filesystem>

namespace nuong::client {

std::string store_path(const std::string& home) { return home + "/store.db"; }

Status check_store_file(const std::string& home, const Keyring& keyring) {
    if (!keyring.has_named_users()) return Done{};
    const std::string path = store_path(home);
    std::error_code missing;
    const auto bytes = std::filesystem::file_size(path, missing);
    if (!missing && bytes > 0) return Done{};
    return Error{ErrorCode::damaged,
                 {"Không còn kho dữ liệu “" + path + "”. Hãy tìm lại tệp này, hoặc báo cán bộ kỹ thuật của huyện.",
                  "The store \"" + path + "\" is gone. Find that file again, or call the district's technician."}};
}

}  // namespace nuong::client
