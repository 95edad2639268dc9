#include "client/platform/png_file.h"

#include <png.h>

#include <memory>

namespace nuong::client {

Status save_png(const Picture& picture, const std::filesystem::path& file) {
    std::error_code ignored;  // a folder that cannot be made shows in the write below
    std::filesystem::create_directories(file.parent_path(), ignored);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;  // a screen is flat colours: trying harder takes longer and saves little
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    const std::unique_ptr<png_image, decltype(&png_image_free)> freed(&image, png_image_free);
    const png_int_32 bottom_up = -picture.width * 3;
    if (png_image_write_to_file(&image, file.c_str(), 0, picture.rgb.data(), bottom_up, nullptr)) return Done{};
    return Error{ErrorCode::no_space,
                 {"Không ghi được ảnh " + file.string() + ". Hãy kiểm tra chỗ trống và quyền ghi.",
                  "Cannot write the picture " + file.string() + ". Check free space and permissions."}};
}

}  // namespace nuong::client
