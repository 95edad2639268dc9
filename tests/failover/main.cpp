// nuong-failover: a province's databases, servers and devices in network namespaces; databases are killed and cut off
// under sync, and nothing that was acknowledged may be lost. With --asynchronous it must be lost, and be found.
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "tests/failover/apart.h"
#include "tests/failover/trial.h"

namespace {

using namespace nuong::failover;
namespace fs = std::filesystem;

struct Options {
    TrialSetting trial;
    bool keeps = false;
};

bool parse(int argc, char** argv, Options& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool has_value = i + 1 < argc;
        if (word == "--asynchronous") options.trial.is_synchronous = false;
        else if (word == "--keep") options.keeps = true;
        else if (word == "--rounds" && has_value) options.trial.rounds = std::atoi(argv[++i]);
        else if (word == "--etcd" && has_value) options.trial.etcd = fs::absolute(argv[++i]);
        else if (word == "--source" && has_value) options.trial.schemas = fs::absolute(argv[++i]);
        else return std::fprintf(stderr, "unknown option: %s\n", word.c_str()), false;
    }
    return !options.trial.etcd.empty() && !options.trial.schemas.empty();
}

int play(const TrialSetting& setting) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    try {
        Trial trial(setting);
        if (setting.is_synchronous) {
            const bool holds = trial.run();
            std::printf(holds ? "\nKhông mất gì. / Nothing was lost.\n" : "\nCó lỗi. / RED.\n");
            return holds ? 0 : 1;
        }
        const bool found = trial.lose();
        std::printf(found
                        ? "\nRED, as it must be: without synchronous replication acknowledged work is lost, and found "
                          "to be.\n"
                        : "\nA loss that was provoked was not found, or what follows it is not as it must be.\n");
        return found ? 1 : 3;
    } catch (const std::exception& broken) {
        std::printf("\nSai ở đây / This step failed: %s\n", broken.what());
        return 1;
    }
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    if (!parse(argc, argv, options)) {
        std::fprintf(stderr, "nuong-failover --etcd PROGRAM --source DIR [--asynchronous] [--rounds N] [--keep]\n");
        return 2;
    }
    std::string folder = fs::temp_directory_path() / "nuong-failover-XXXXXX";
    if (!::mkdtemp(folder.data()) || ::chmod(folder.c_str(), 0711) != 0) return 2;
    TrialSetting& trial = options.trial;
    trial.folder = folder;
    trial.bin = fs::read_symlink("/proc/self/exe").parent_path();
    trial.patroni = trial.schemas + "/sync-server/patroni.yml";
    trial.schemas += "/schemas";
    int code = 2;
    try {
        code = run_apart([&] { return play(trial); });
    } catch (const std::exception& broken) {
        std::fprintf(stderr, "%s\n", broken.what());
    }
    if (options.keeps) std::printf("What they wrote lies in %s\n", folder.c_str());
    else fs::remove_all(folder);
    return code;
}
