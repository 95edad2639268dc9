// The demo district: one server process and the devices of its people, driven through their command lines.
#pragma once
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace nuong::testing {

using Json = nlohmann::json;

// A check of the story did not hold; the text says which step and what came instead.
struct StoryBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Person {
    std::string name;  // login name
    std::string role;
    std::string area;
};

class District {
public:
    // `folder` holds the server's data and one home per person; `bin` the two programs.
    District(std::string folder, std::string schemas, std::string bin);

    bool exists() const;
    void found(const std::vector<Person>& people);  // init, users; no server running yet
    void settle(int people, int months);            // made-up people with their visits, before the story begins
    void open_server();
    void close_server();        // SIGTERM; must finish with 0
    void pause_server() const;  // takes requests and does not answer, as a very slow line
    void resume_server() const;
    void enrol(const Person& person);
    std::string home(const std::string& name) const { return folder_ + "/" + name; }
    const std::string& url() const { return url_; }

    // A command of `nuong` on a person's device: its JSON. Any other exit code than `expected` breaks the story.
    Json device(const std::string& name, std::vector<std::string> command, const Json& answers = nullptr,
                int expected = 0);
    Json server(std::vector<std::string> command, int expected = 0);
    std::string server_text(std::vector<std::string> command, int expected = 0);
    std::vector<std::string> window_command(const std::string& name) const;

    static constexpr const char* pin = "246810";

private:
    Environment environment() const { return {{"NUONG_PIN", pin}}; }

    std::string folder_, schemas_, nuong_, nuong_server_, url_;
    std::unique_ptr<RunningProcess> server_process_;
};

}  // namespace nuong::testing
