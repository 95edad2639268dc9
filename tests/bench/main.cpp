// nuong-bench: measures what a person or a server waits for, each beside a floor measured in the same run.
#include <sodium.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "tests/bench/bench.h"

namespace nuong::bench {
namespace {

struct Named {
    const char* name;
    const char* about;
    Section (*run)(const Setting&);
};
constexpr Named benches[]{
    {"save", "one ASSIST form, durable", bench_save},
    {"sync", "push, pull, one-field edit and nothing new, over loopback", bench_sync},
    {"full", "what a server with a hundred times as many records takes longer", bench_full},
    {"line", "first sync, a day's work and nothing new over 600 ms and over a hillside line, with TLS", bench_line},
    {"start", "from the program's start to its first picture, and from the right PIN to home", bench_start},
    {"light", "the open window: processor while nobody touches it, memory", bench_light},
    {"search", "typing into the search among many people, from each key to the rows", bench_search},
    {"overview", "a district opens its overview, from the tap to what the screen shows", bench_overview},
    {"figures", "the half-year report of a district, from all that a server holds", bench_figures},
    {"export", "records as CSV, JSON and Excel, at two sizes", bench_export},
    {"rush", "5,000 devices in --minutes (1), 2,000 slow ones, nothing new, on a file and on PostgreSQL", bench_rush},
    {"servers", "pushes by several processes into one PostgreSQL", bench_servers},
    {"forms", "loading the ASSIST form and giving one answer", bench_forms},
    {"large", "hundreds of questions, tens of thousands of choices, hundreds of rows", bench_large_forms},
};

struct Options {
    std::vector<std::string> names;
    bool json = false, list = false;
    Setting setting;
};

bool is_known(const std::string& name) {
    for (const Named& bench : benches)
        if (name == bench.name) return true;
    return false;
}

bool parse(int argc, char** argv, Options& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool has_value = i + 1 < argc;
        if (word == "--json") options.json = true;
        else if (word == "--list") options.list = true;
        else if (word == "--records" && has_value) options.setting.records = std::atoi(argv[++i]);
        else if (word == "--minutes" && has_value) options.setting.minutes = std::atoi(argv[++i]);
        else if (word == "--rounds" && has_value) options.setting.rounds = std::atoi(argv[++i]);
        else if (word == "--data" && has_value) options.setting.folder = argv[++i];
        else if (word == "--schemas" && has_value) options.setting.schemas = argv[++i];
        else if (word == "--pouchdb" && has_value) options.setting.pouchdb = argv[++i];
        else if (is_known(word)) options.names.push_back(word);
        else return std::fprintf(stderr, "unknown bench or option: %s\n", word.c_str()), false;
    }
    return options.setting.records > 0 && options.setting.rounds > 0 && options.setting.minutes > 0;
}

void print_list() {
    for (const Named& bench : benches) std::printf("%-8s %s\n", bench.name, bench.about);
}

int run(Options options) {
    const bool own_folder = options.setting.folder.empty();
    if (own_folder)
        options.setting.folder = std::filesystem::temp_directory_path() / ("nuong-bench." + std::to_string(getpid()));
    std::filesystem::create_directories(options.setting.folder);
    std::vector<Section> sections;
    for (const Named& bench : benches) {
        bool wanted = options.names.empty();
        for (const std::string& name : options.names) wanted = wanted || name == bench.name;
        if (!wanted) continue;
        sections.push_back(bench.run(options.setting));
        if (!options.json) print_table(sections.back());
    }
    if (options.json) print_json(sections);
    if (own_folder) std::filesystem::remove_all(options.setting.folder);
    return 0;
}

}  // namespace

std::string fresh_folder(const Setting& setting, const std::string& name) {
    const std::string folder = setting.folder + "/" + name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

std::string read_schema(const Setting& setting, const std::string& path) {
    std::ifstream in(setting.schemas + "/" + path);
    if (!in) throw std::runtime_error("cannot read " + setting.schemas + "/" + path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace nuong::bench

int main(int argc, char** argv) {
    using namespace nuong::bench;
    Options options;
    options.setting.schemas = NUONG_SCHEMAS;
    options.setting.bin = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    if (!parse(argc, argv, options)) {
        std::fprintf(stderr,
                     "nuong-bench [NAME...] [--json] [--records N] [--rounds N] [--minutes N] [--data DIR] [--list]\n");
        print_list();
        return 2;
    }
    if (options.list) return print_list(), 0;
    try {
        if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
        return run(std::move(options));
    } catch (const std::exception& broken) {
        std::fprintf(stderr, "nuong-bench: %s\n", broken.what());
        return 1;
    }
}
