// Wiring of `nuong`: a command, or the window.
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "client/cli/command_line.h"
#include "client/sync/hand_over.h"
#include "client/window/main_loop.h"
#include "shared/base/private_process.h"

namespace {

using namespace nuong;
using namespace nuong::client;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// Until it stands still: then its picture is saved and it closes. For the README and for looking at a change.
Status picture_of_window(MainLoop& loop, const std::string& picture) {
    for (int frames = 0; frames < 5; ++frames)
        if (const auto turned = loop.turn(0); !turned) return turned;
    return loop.window().save_screenshot(picture);
}

// A program that no session has started (cron, a container) has no USER.
std::string login_name() {
    if (std::string user = environment("USER"); !user.empty()) return user;
    const passwd* known = getpwuid(geteuid());
    return known ? known->pw_name : "";
}

// What a file manager passes: a bundle of a colleague, by its name or, when it has lost its ending, by its whole path.
bool is_bundle(const std::string& word) { return word.ends_with(bundle_ending) || word.starts_with('/'); }

bool opens_window(const Invocation& invocation) {
    if (invocation.help) return false;
    return invocation.words.empty() || (invocation.words.size() == 1 && is_bundle(invocation.words[0]));
}

int run_window(const Setting& setting, const std::string& bundle, const std::string& picture) {
    if (!setting.user.empty())
        if (const auto person = chosen_member(Household(setting.home), setting.user); !person)
            return report_error(person.error(), setting.language);
    const std::string user = login_name();
    const SessionOptions options{.home = setting.home,
                                 .language = setting.language,
                                 .language_is_given = setting.language_is_given,
                                 .server_url = environment("NUONG_SERVER"),
                                 .user = setting.user,
                                 .mount_folders = {"/media", "/media/" + user, "/run/media/" + user},
                                 .documents = environment("HOME"),
                                 .bundle = bundle};
    auto loop = MainLoop::open(options, *setting.clock, whole_screen);
    if (!loop) return report_error(loop.error(), setting.language);
    const Status ended = picture.empty() ? (*loop)->run() : picture_of_window(**loop, picture);
    return ended ? 0 : report_error(ended.error(), setting.language);
}

}  // namespace

int main(int argc, char** argv) {
    keep_process_private();
    const RealClockSource clock;
    auto invocation = parse_invocation(std::vector<std::string>(argv + 1, argv + argc), environment);
    if (!invocation) return report_error(invocation.error(), Language::vi);
    invocation->setting.clock = &clock;
    if (opens_window(*invocation))
        return run_window(invocation->setting, invocation->words.empty() ? "" : invocation->words[0],
                          environment("NUONG_PICTURE"));
    return run_command(*invocation);
}
