// nuong-server: wiring only.
#include <iostream>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/command.h"

int main(int count, char** arguments) {
    const nuong::RealClockSource clock;
    return nuong::admin::run_command_line({arguments + 1, arguments + count}, clock, std::cout, std::cerr);
}
