// An operator at the console of a server that has a folder of its own.
#pragma once
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/base/json.h"
#include "shared/base/random.h"
#include "sync-server/admin/command.h"

namespace nuong::testing {

namespace fs = std::filesystem;

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
    Json json() const { return parse_json(out, "output").value(); }
};

// A folder for a server, gone when the story ends.
class Operator {
public:
    Operator() : folder_(fs::temp_directory_path() / ("nuong-admin-" + std::to_string(random_u64()))) {}
    ~Operator() { fs::remove_all(folder_); }

    Outcome run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--data", data().string(), "--lang", "en"});
        std::ostringstream out, err;
        const int code = admin::run_command_line(words, clock, out, err);
        return {code, std::move(out).str(), std::move(err).str()};
    }
    fs::path data() const { return folder_ / "data"; }
    fs::path write(const std::string& name, const std::string& text) const {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
        return path;
    }

    FakeClockSource clock{*parse_instant("2024-03-01T07:00:00.000Z")};

private:
    fs::path folder_;
};

}  // namespace nuong::testing
