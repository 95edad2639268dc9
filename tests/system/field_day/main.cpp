// nuong-field-day: plays one field day with the real programs and checks every step, or prepares it and opens the
// window.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "tests/system/field_day/story.h"

namespace {

using namespace nuong::testing;

struct Options {
    std::string data, schemas;
    bool headless = false, fresh = false;
};

bool parse(int argc, char** argv, Options& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--headless") options.headless = true;
        else if (word == "--fresh") options.fresh = true;
        else if ((word == "--data" || word == "--schemas") && i + 1 < argc)
            (word == "--data" ? options.data : options.schemas) = argv[++i];
        else return std::fprintf(stderr, "unknown option: %s\n", word.c_str()), false;
    }
    return !options.data.empty() && !options.schemas.empty();
}

bool has_display() {
    const char* display = std::getenv("DISPLAY");
    return display && *display;
}

int open_window(District& district) {
    std::printf(
        "\nMở cửa sổ trên máy của Lan. Mã PIN / PIN: %s\nMáy chủ / server: %s   (Ctrl-C: dừng tất cả / stops "
        "everything)\n",
        District::pin, district.url().c_str());
    std::fflush(stdout);
    RunningProcess window(district.window_command("lan"), {}, "/dev/stderr");
    const int code = window.wait(std::chrono::hours(24 * 365));
    district.close_server();
    return code == 0 ? 0 : 1;
}

int play(const Options& options) {
    if (options.fresh) std::filesystem::remove_all(options.data);
    const std::string bin = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    District district(std::filesystem::absolute(options.data), std::filesystem::absolute(options.schemas), bin);
    Story story(district);
    const bool first = !district.exists();
    if (first) {
        std::filesystem::remove_all(options.data);  // left by a first start that was cut short
        story.found_district();
        std::ofstream(options.data + "/founded") << "1\n";
    } else {
        district.open_server();
    }
    const bool window = !options.headless && has_display();
    if (!window || first) story.play_day();
    if (window) {
        if (first) story.leave_conflict_for_window();
        return open_window(district);
    }
    district.close_server();
    std::printf("\nMọi bước đều đúng. / Every step held.\n");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    if (!parse(argc, argv, options)) {
        std::fprintf(stderr, "nuong-field-day --data DIR --schemas DIR [--headless] [--fresh]\n");
        return 2;
    }
    try {
        return play(options);
    } catch (const std::exception& broken) {
        std::fprintf(stderr, "\nSai ở đây / This step failed: %s\n", broken.what());
        return 1;
    }
}
