#include "client/platform/png_file.h"

#include <stb_image_write.h>

namespace nuong::client {

Status save_png(const Picture& picture, const std::filesystem::path& file) {
    std::error_code ignored;  // a folder that cannot be made shows in the write below
    std::filesystem::create_directories(file.parent_path(), ignored);
    stbi_flip_vertically_on_write(1);
    if (stbi_write_png(file.string().c_str(), picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3))
        return Done{};
    return Error{ErrorCode::no_space,
                 {"Không ghi được ảnh " + file.string() + ". Hãy kiểm tra chỗ trống và quyền ghi.",
                  "Cannot write the picture " + file.string() + ". Check free space and permissions."}};
}

}  // namespace nuong::client
