// nuong-conformance: runs recorded cases of ODK's own engines against ours.
#include <cstdio>
#include <cstring>
#include <map>

#include "tests/conformance/session_suite.h"
#include "tests/conformance/xpath_suite.h"

namespace {

constexpr const char* usage =
    "nuong-conformance [--xpath CASES.jsonl --docs DOCS.json] [--sessions SESSIONS.jsonl --forms DIR]\n"
    "                  [--deviations FILE] [--floors FILE] [--failed]\n"
    "Prints a line per feature file, one per suite and the sum last. Exit 1 when more than 5 % deviates, or "
    "fewer pass than a floor.\n";

}  // namespace

int main(int count, char** arguments) {
    using namespace nuong::conformance;
    std::map<std::string, std::string> options;
    bool prints_failed = false;
    for (int i = 1; i < count; ++i) {
        const std::string name = arguments[i];
        if (name == "--help") return std::fputs(usage, stdout), 0;
        if (name == "--failed") {
            prints_failed = true;
            continue;
        }
        const bool is_known = name == "--xpath" || name == "--docs" || name == "--sessions" || name == "--forms" ||
                              name == "--deviations" || name == "--floors";
        if (!is_known || i + 1 == count) return std::fputs(usage, stderr), 2;
        options[name] = arguments[++i];
    }
    if (options.contains("--xpath") != options.contains("--docs") ||
        options.contains("--sessions") != options.contains("--forms") || options.empty())
        return std::fputs(usage, stderr), 2;
    try {
        Verdicts verdicts(
            options.contains("--deviations") ? read_deviations(options["--deviations"]) : std::vector<Deviation>{},
            prints_failed);
        if (options.contains("--xpath")) run_xpath_cases(options["--xpath"], options["--docs"], verdicts);
        if (options.contains("--sessions")) run_sessions(options["--sessions"], options["--forms"], verdicts);
        const auto floors =
            options.contains("--floors") ? read_floors(options["--floors"]) : std::map<std::string, int>{};
        return verdicts.print(floors) ? 0 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nuong-conformance: %s\n", error.what());
        return 2;
    }
}
