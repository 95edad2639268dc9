#include "shared/base/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

TEST_CASE("A private process writes files for its user alone, and its memory nowhere when it crashes") {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        nuong::keep_process_private();
        rlimit core{1, 1};
        getrlimit(RLIMIT_CORE, &core);
        const bool has_no_dump = core.rlim_cur == 0 && core.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
        _exit(has_no_dump && umask(0) == 077 ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
