// VersionWorker: asks the district's server about frozen reports on a thread of its own, so that the window goes on
// meanwhile. Hands back values.
//
// Thread: the public functions are called from the window's thread.
#pragma once
#include <functional>
#include <list>
#include <memory>
#include <optional>

#include "client/sync/transport.h"
#include "shared/protocol/answer_seal.h"
#include "shared/protocol/report_desk.h"
#include "shared/reports/report_difference.h"

namespace nuong::client {

struct VersionWish {
    protocol::ReportsRequest request = {};
    bool compares = false;    // of a table: with ...
    std::uint32_t other = 0;  // ... this version, which comes later; 0: with the report as it stands now
};

struct VersionNews {
    std::vector<protocol::ReportVersion> versions = {};
    bool is_there_already = false;
    std::vector<AreaCode> unlocked = {};
    std::optional<reports::ReportTable> table = {};
    std::optional<reports::ReportDifference> difference = {};  // ... or how it differs
};

// Both tables of a comparison are asked for, and compared here as the server's console compares them. Errors: as
// ask_reports().
Result<VersionNews> ask_versions(Transport& transport, const std::string& token, const VersionWish& wish);

// Where the district is, and as whom this device asks.
struct DistrictLine {
    std::string server, ca_file, token;
    std::optional<protocol::AnswerSeal> seal = {};
};

class VersionWorker {
public:
    // `notify` is called from the worker when there is something to take; it must only wake the window.
    explicit VersionWorker(std::function<void()> notify);
    ~VersionWorker();  // cancels what runs and waits for it

    void ask(const DistrictLine& line, const VersionWish& wish);  // instead of what is being asked
    // Nothing of it is told any more. It does not wait: a thread that hangs in a dead line ends by itself.
    void give_up();
    std::optional<Result<VersionNews>> take_news();

private:
    class Question;

    std::function<void()> notify_;
    std::unique_ptr<Question> asked_;
    std::list<std::unique_ptr<Question>> given_up_;  // until their threads have ended
};

}  // namespace nuong::client
