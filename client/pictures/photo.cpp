#include "client/pictures/photo.h"

#include <libexif/exif-data.h>
#include <png.h>
#include <turbojpeg.h>

#include <algorithm>
#include <memory>

namespace nuong::client {
namespace {

constexpr int jpeg_quality = 82;

struct CloseJpeg {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Jpeg = std::unique_ptr<void, CloseJpeg>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Error unreadable() {
    return {ErrorCode::invalid,
            {"Không đọc được ảnh này: tệp hỏng, hoặc không phải ảnh JPG hay PNG. Hãy chọn ảnh khác.",
             "This picture cannot be read: the file is damaged, or no JPG or PNG. Choose another."}};
}

Error too_many_points() {
    return {ErrorCode::invalid,
            {"Ảnh này quá lớn (trên 100 triệu điểm). Hãy chụp lại ở cỡ nhỏ hơn.",
             "This picture is too large (more than 100 million points). Take it again in a smaller size."}};
}

bool is_size_sane(std::int64_t width, std::int64_t height) {
    return width <= 65'535 && height <= 65'535 && width * height <= photo_points_max;
}

Photo blank(int width, int height) {
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
}

std::size_t place_of(const Photo& photo, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(photo.width) + static_cast<std::size_t>(x)) * 3;
}

// 1 to 8, as EXIF counts them; 1 is upright.
int orientation_in(std::string_view jpeg) {
    const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(
        exif_data_new_from_data(bytes_of(jpeg), static_cast<unsigned>(jpeg.size())), exif_data_unref);
    if (!data) return 1;
    ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
    const int said = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return said >= 1 && said <= 8 ? said : 1;
}

Photo turned_upright(Photo photo, int orientation) {
    if (orientation == 1) return photo;
    const bool lies = orientation >= 5;  // rows of the file are columns of the picture
    Photo upright = lies ? blank(photo.height, photo.width) : blank(photo.width, photo.height);
    for (int y = 0; y < upright.height; ++y)
        for (int x = 0; x < upright.width; ++x) {
            const int right = upright.width - 1 - x, below = upright.height - 1 - y;
            int from_x = x, from_y = y;
            switch (orientation) {
                case 2: from_x = right; break;
                case 3: from_x = right, from_y = below; break;
                case 4: from_y = below; break;
                case 5: from_x = y, from_y = x; break;
                case 6: from_x = y, from_y = right; break;
                case 7: from_x = below, from_y = right; break;
                default: from_x = below, from_y = x; break;
            }
            std::copy_n(photo.rgb.begin() + static_cast<std::ptrdiff_t>(place_of(photo, from_x, from_y)), 3,
                        upright.rgb.begin() + static_cast<std::ptrdiff_t>(place_of(upright, x, y)));
        }
    return upright;
}

// Each new point is the mean of those that it stands for.
Photo scaled_down(const Photo& photo, int longest_side) {
    const int longest = std::max(photo.width, photo.height);
    if (longest <= longest_side) return photo;
    const auto scaled = [&](int side) {
        return std::max(1, static_cast<int>(std::int64_t{side} * longest_side / longest));
    };
    Photo small = blank(scaled(photo.width), scaled(photo.height));
    const auto edge = [](int index, int from, int to) { return static_cast<int>(std::int64_t{index} * from / to); };
    for (int y = 0; y < small.height; ++y) {
        const int top = edge(y, photo.height, small.height);
        const int bottom = std::max(top + 1, edge(y + 1, photo.height, small.height));
        for (int x = 0; x < small.width; ++x) {
            const int left = edge(x, photo.width, small.width);
            const int right = std::max(left + 1, edge(x + 1, photo.width, small.width));
            std::uint32_t sums[3] = {};
            for (int from_y = top; from_y < bottom; ++from_y)
                for (int from_x = left; from_x < right; ++from_x)
                    for (std::size_t c = 0; c < 3; ++c) sums[c] += photo.rgb[place_of(photo, from_x, from_y) + c];
            const auto count = static_cast<std::uint32_t>((bottom - top) * (right - left));
            for (std::size_t c = 0; c < 3; ++c)
                small.rgb[place_of(small, x, y) + c] = static_cast<std::uint8_t>((sums[c] + count / 2) / count);
        }
    }
    return small;
}

// The decoder itself can give an eighth, a quarter ... of the size: the smallest that is still large enough.
tjscalingfactor scale_for(int longest, int longest_side) {
    int count = 0;
    const tjscalingfactor* const factors = tjGetScalingFactors(&count);
    tjscalingfactor best{1, 1};
    for (int i = 0; i < count; ++i) {
        const tjscalingfactor& factor = factors[i];
        const bool is_enough = TJSCALED(longest, factor) >= longest_side;
        const bool is_smaller = factor.num * best.denom < best.num * factor.denom;
        if (factor.num <= factor.denom && is_enough && is_smaller) best = factor;
    }
    return best;
}

Result<Photo> read_jpeg(std::string_view bytes, int longest_side) {
    const Jpeg jpeg(tjInitDecompress());
    int width = 0, height = 0, sampling = 0, colours = 0;
    const auto size = static_cast<unsigned long>(bytes.size());
    if (!jpeg || tjDecompressHeader3(jpeg.get(), bytes_of(bytes), size, &width, &height, &sampling, &colours) != 0 ||
        width == 0 || height == 0)  // cut off before it says how large it is
        return unreadable();
    if (!is_size_sane(width, height)) return too_many_points();
    const tjscalingfactor scale = scale_for(std::max(width, height), longest_side);
    Photo photo = blank(TJSCALED(width, scale), TJSCALED(height, scale));
    const bool is_read = tjDecompress2(jpeg.get(), bytes_of(bytes), size, photo.rgb.data(), photo.width, 0,
                                       photo.height, TJPF_RGB, TJFLAG_LIMITSCANS) == 0;
    if (!is_read && tjGetErrorCode(jpeg.get()) == TJERR_FATAL) return unreadable();
    return turned_upright(scaled_down(photo, longest_side), orientation_in(bytes));
}

Result<Photo> read_png(std::string_view bytes, int longest_side) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, decltype(&png_image_free)> freed(&image, png_image_free);
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) return unreadable();
    if (!is_size_sane(image.width, image.height)) return too_many_points();
    image.format = PNG_FORMAT_RGB;
    Photo photo = blank(static_cast<int>(image.width), static_cast<int>(image.height));
    const png_color white{255, 255, 255};
    if (!png_image_finish_read(&image, &white, photo.rgb.data(), 0, nullptr)) return unreadable();
    return scaled_down(photo, longest_side);
}

}  // namespace

Result<Photo> read_photo(std::string_view file_bytes, int longest_side) {
    if (file_bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(file_bytes, longest_side);
    if (file_bytes.starts_with("\x89PNG")) return read_png(file_bytes, longest_side);
    return unreadable();
}

std::string jpeg_of(const Photo& photo) {
    const Jpeg jpeg(tjInitCompress());
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int done = tjCompress2(jpeg.get(), photo.rgb.data(), photo.width, 0, photo.height, TJPF_RGB, &bytes, &size,
                                 TJSAMP_420, jpeg_quality, 0);
    std::string file;
    if (done == 0) file.assign(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    return file;
}

std::string grey_png_of(const Photo& photo) {
    std::vector<std::uint8_t> grey;
    grey.reserve(photo.rgb.size() / 3);
    for (std::size_t at = 0; at + 2 < photo.rgb.size(); at += 3)
        grey.push_back(
            static_cast<std::uint8_t>((2 * photo.rgb[at] + 5 * photo.rgb[at + 1] + photo.rgb[at + 2] + 4) / 8));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(photo.width);
    image.height = static_cast<png_uint_32>(photo.height);
    image.format = PNG_FORMAT_GRAY;
    const std::unique_ptr<png_image, decltype(&png_image_free)> freed(&image, png_image_free);
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(&image, nullptr, &size, 0, grey.data(), 0, nullptr)) return "";
    std::string file(size, '\0');
    if (!png_image_write_to_memory(&image, file.data(), &size, 0, grey.data(), 0, nullptr)) return "";
    file.resize(size);
    return file;
}

}  // namespace nuong::client
