// nuong-server: wiring only.
#include <sys/stat.h>

#include <iostream>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/command.h"

int main(int count, char** arguments) {
    umask(077);  // whatever this program writes is about people
    const nuong::RealClockSource clock;
    return nuong::admin::run_command_line({arguments + 1, arguments + count}, clock, std::cout, std::cerr);
}
