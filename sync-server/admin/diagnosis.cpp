#include "sync-server/admin/diagnosis.h"

#include <algorithm>

#include "shared/base/time_zone.h"

namespace nuong::admin {
namespace {

constexpr std::uint64_t mebibyte = 1u << 20, gibibyte = 1u << 30;
constexpr std::uint64_t free_least = gibibyte, log_most = 512 * mebibyte;
constexpr std::uint64_t open_files_least = 4096;
constexpr std::uint64_t backup_disk_full = 90;  // per cent
constexpr std::chrono::days backup_most{2}, certificate_least{30}, set_aside_most{30};
constexpr std::chrono::minutes clock_slack{5};
constexpr unsigned others = 077;  // group and everybody

std::string size_of(std::uint64_t bytes) { return std::to_string(bytes / mebibyte) + " MiB"; }

class Doctor {
public:
    Doctor(const Symptoms& symptoms, Instant now) : seen_(symptoms), now_(now) {}

    std::vector<Finding> findings() {
        look_at_folder();
        if (!seen_.has_folder) return std::move(findings_);
        look_at_key();
        look_at_store();
        look_at_room();
        look_at_clock();
        if (!seen_.store_error && !seen_.is_older) look_at_contents();
        look_at_door();
        return std::move(findings_);
    }

private:
    void fine(const char* id, Message what) { findings_.push_back({id, Level::fine, std::move(what), {}}); }
    void advise(const char* id, Message what, Message to_do) {
        findings_.push_back({id, Level::advice, std::move(what), std::move(to_do)});
    }
    void fault(const char* id, Message what, Message to_do) {
        findings_.push_back({id, Level::fault, std::move(what), std::move(to_do)});
    }

    void look_at_folder() {
        if (seen_.has_moved)
            return fault(
                "folder",
                {"Kho dữ liệu của " + seen_.folder + " đã được chuyển vào PostgreSQL (migrate).",
                 "The store of " + seen_.folder + " has moved into PostgreSQL (migrate)."},
                {"Ghi database = postgresql://… vào tệp cài đặt (hoặc thêm --database), rồi chạy lại. Đừng chạy "
                 "init: đó là một kho mới, trống.",
                 "Write database = postgresql://… into the settings (or add --database) and run this again. Do "
                 "not run init: that makes a new, empty store."});
        if (!seen_.has_folder)
            return fault(
                "folder",
                {"Thư mục " + seen_.folder + " chưa có kho dữ liệu.", "There is no store in " + seen_.folder + "."},
                {"Kiểm tra --data có đúng thư mục; máy chủ mới thì chạy: nuong-server --data " + seen_.folder +
                     " init --schemas schemas",
                 "See whether --data names the right folder; for a new server run: nuong-server --data " +
                     seen_.folder + " init --schemas schemas"});
        if (!seen_.is_owner)
            return fault("folder",
                         {"Thư mục dữ liệu thuộc người dùng khác của hệ thống.",
                          "The data folder belongs to another user of the system."},
                         {"Chạy lệnh bằng đúng người dùng của dịch vụ, ví dụ: sudo -u nuong nuong-server …",
                          "Run this as the user of the service, for example: sudo -u nuong nuong-server …"});
        if ((seen_.folder_mode & others) != 0)
            return fault("folder",
                         {"Người dùng khác trên máy vào được thư mục dữ liệu.",
                          "Other users of this machine can enter the data folder."},
                         {"chmod 700 " + seen_.folder, "chmod 700 " + seen_.folder});
        fine("folder", {"Thư mục dữ liệu chỉ mình dịch vụ vào được.", "Only the service can enter the data folder."});
    }

    void look_at_key() {
        if (!seen_.has_key && seen_.is_key_sealed)
            return fault(
                "key",
                {"Khóa đã niêm vào máy này (systemd-creds), và lệnh này chạy ngoài dịch vụ nên không mở được.",
                 "The key is sealed to this machine (systemd-creds), and this command runs outside of the service."},
                {"Chạy lệnh như dịch vụ: sudo systemd-run --pipe --wait --quiet -p User=nuong -p "
                 "LoadCredentialEncrypted=nuong-key nuong-server … doctor (sync-server/README.md, As a service).",
                 "Run it as the service does: sudo systemd-run --pipe --wait --quiet -p User=nuong -p "
                 "LoadCredentialEncrypted=nuong-key nuong-server … doctor (sync-server/README.md, As a service)."});
        if (!seen_.has_key)
            return fault(
                "key", {"Không có khóa ở " + seen_.key_path + ".", "There is no key at " + seen_.key_path + "."},
                {"Đặt lại bản khóa đã cất (tệp 64 chữ số) vào đó, hoặc dùng --key-file. Không có khóa thì không ai mở "
                 "được kho.",
                 "Put the copy that was kept (a file of 64 digits) there, or use --key-file. Without it nobody can "
                 "open the store."});
        if ((seen_.key_mode & others) != 0)
            return fault("key",
                         {"Người dùng khác trên máy đọc được khóa.", "Other users of this machine can read the key."},
                         {"chmod 600 " + seen_.key_path, "chmod 600 " + seen_.key_path});
        if (seen_.key_lies_with_store)
            return advise(
                "key",
                {"Khóa nằm cạnh kho dữ liệu: ai lấy được cả thư mục thì đọc được.",
                 "The key lies with the store: who takes the folder can read it."},
                {"Dùng systemd-creds (LoadCredentialEncrypted=nuong-key) hoặc --key-file ở đĩa khác, và cất một bản "
                 "ngoài máy này.",
                 "Use systemd-creds (LoadCredentialEncrypted=nuong-key) or --key-file on another disk, and keep "
                 "one copy away from this machine."});
        fine("key", {"Khóa nằm riêng, chỉ dịch vụ đọc được.", "The key lies apart, and only the service can read it."});
    }

    void look_at_store() {
        if (seen_.is_older)
            return advise(
                "store",
                {"Kho còn theo bảng của chương trình cũ; chưa xem gì trong đó, vì mở ra là nâng lên.",
                 "The store has the tables of an older program; nothing in it was looked at, since opening "
                 "it brings them up to date."},
                {"Dừng mọi máy chủ đang dùng kho này, sao lưu bằng chương trình cũ, rồi khởi động bản mới. Sau "
                 "đó chương trình cũ không mở được kho nữa.",
                 "Stop every server that uses it, make a backup with the old program, then start the new one. "
                 "No older program opens the store from then on."});
        if (seen_.store_error && seen_.is_in_database && seen_.store_error->code == ErrorCode::unreachable)
            return fault(
                "store", seen_.store_error->message,
                {"Xem PostgreSQL có chạy không (systemctl status postgresql; pg_isready), tường lửa, tên và mật "
                 "khẩu trong --database. Các máy giữ dữ liệu và tự thử lại.",
                 "See whether PostgreSQL runs (systemctl status postgresql; pg_isready), the firewall, name and "
                 "password in --database. Devices keep what they have and try again."});
        if (seen_.store_error)
            return fault(
                "store", seen_.store_error->message,
                {"Đừng xóa gì. Thử đúng khóa và đúng phiên bản; nếu kho hỏng, khôi phục: nuong-server --data " +
                     seen_.folder + " restore BẢN_SAO (các máy sẽ gửi lại phần thiếu).",
                 "Delete nothing. Try the right key and the right version; if the store is damaged, restore: "
                 "nuong-server --data " +
                     seen_.folder + " restore BACKUP (devices send again what is missing)."});
        if (seen_.is_sound == false)
            return fault("store", {"Kho dữ liệu có trang bị hỏng.", "The store has damaged pages."},
                         {"Sao cả thư mục sang đĩa khác, kiểm tra đĩa (smartctl), rồi khôi phục bản sao lưu gần nhất.",
                          "Copy the whole folder to another disk, check the disk (smartctl), then restore the latest "
                          "backup."});
        for (const std::string& setting : seen_.lax_settings)
            fault("durability",
                  {"Cơ sở dữ liệu chạy với " + setting + ": mất điện có thể làm mất điều đã xác nhận với các máy.",
                   "The database runs with " + setting + ": a power cut may lose what devices were told is safe."},
                  {"Đặt lại trong postgresql.conf, rồi khởi động lại PostgreSQL.",
                   "Put it back in postgresql.conf, then restart PostgreSQL."});
        look_at_standby();
        fine("store", seen_.is_sound && !seen_.is_in_database
                          ? Message{"Kho mở được, mọi trang đều tốt.", "The store opens, and every page is sound."}
                          : Message{"Kho mở được.", "The store opens."});  // `verify` reads what a database holds
    }

    void look_at_standby() {
        if (!seen_.has_standby) return;
        if (*seen_.has_standby)
            return fine("standby", {"Máy thứ hai ghi xong thì PostgreSQL mới xác nhận.",
                                    "PostgreSQL confirms what a second machine has written too."});
        advise(
            "standby",
            {"PostgreSQL chỉ ghi trên một máy (synchronous_standby_names trống): máy đó cháy thì các lần lưu cuối mất "
             "theo, trừ khi máy của người dùng còn giữ.",
             "PostgreSQL writes on one machine alone (synchronous_standby_names is empty): a machine that burns "
             "takes the last saves with it, unless devices still hold them."},
            {"Thêm một máy dự phòng đồng bộ, như sync-server/README.md (Two machines for the database). Nơi cho thuê "
             "đã giữ sẵn bản thứ hai của đĩa thì không cần.",
             "Add a synchronous standby as in sync-server/README.md (Two machines for the database). Not needed where "
             "a provider keeps a second copy of the disk."});
    }

    void look_at_room() {
        const std::uint64_t needed = std::max(free_least, seen_.store_bytes);  // a backup must fit
        const std::string left = size_of(seen_.free_bytes);
        if (seen_.free_bytes < free_least)
            fault("room", {"Đĩa chỉ còn " + left + ".", "The disk has " + left + " left."},
                  {"Dọn đĩa hoặc chuyển thư mục dữ liệu sang đĩa lớn hơn. Khi đầy, máy chủ từ chối nhận và các máy giữ "
                   "lại dữ "
                   "liệu.",
                   "Clear it or move the data folder to a larger one. When it is full the server refuses, and devices "
                   "keep "
                   "what they have."});
        else if (seen_.free_bytes < needed)
            advise("room",
                   {"Đĩa còn " + left + ", không đủ cho một bản sao lưu.",
                    "The disk has " + left + " left, too little for a backup."},
                   {"Sao lưu sang đĩa khác, hoặc thêm đĩa.", "Back up to another disk, or add one."});
        else fine("room", {"Đĩa còn " + left + ".", "The disk has " + left + " left."});
        if (seen_.log_bytes > log_most)
            advise("log",
                   {"Tệp server.db-wal lớn " + size_of(seen_.log_bytes) + ".",
                    "The file server.db-wal is " + size_of(seen_.log_bytes) + " large."},
                   {"Có lệnh nào chạy mãi không dứt? Khởi động lại dịch vụ thì tệp nhỏ lại.",
                    "Is some command never ending? It shrinks when the service is restarted."});
        if (seen_.open_files_max < open_files_least)
            advise("open_files",
                   {"Chỉ mở được " + std::to_string(seen_.open_files_max) + " tệp và kết nối cùng lúc.",
                    "Only " + std::to_string(seen_.open_files_max) + " files and connections at a time."},
                   {"LimitNOFILE=65536 trong tệp dịch vụ systemd.", "LimitNOFILE=65536 in the systemd unit."});
    }

    void look_at_clock() {
        if (!seen_.newest_entry) return;
        const Message mended_clock{"timedatectl set-ntp true, rồi xem lại giờ.",
                                   "timedatectl set-ntp true, then look at the time."};
        if (*seen_.newest_entry > now_ + clock_slack)
            return fault("clock",
                         {"Đồng hồ máy chủ (" + day_and_time(now_) + ") chậm hơn việc đã ghi (" +
                              day_and_time(*seen_.newest_entry) + ").",
                          "The clock (" + day_and_time(now_) + ") is behind what was noted already (" +
                              day_and_time(*seen_.newest_entry) + ")."},
                         mended_clock);
        if (seen_.parent_time && std::chrono::abs(*seen_.parent_time - now_) > clock_slack)
            return fault("clock",
                         {"Đồng hồ ở đây (" + day_and_time(now_) + ") lệch với máy chủ cấp trên (" +
                              day_and_time(*seen_.parent_time) + "). Các máy được báo giờ của cấp trên.",
                          "The clock here (" + day_and_time(now_) + ") and the parent's (" +
                              day_and_time(*seen_.parent_time) + ") differ. Devices are told the parent's."},
                         mended_clock);
        if (seen_.clock_jump)
            return advise("clock",
                          {"Đồng hồ đã nhảy xa; chưa phiếu nào bị xóa vì quá hạn lưu.",
                           "The clock has made a leap; no record is erased for having been kept long enough."},
                          *seen_.clock_jump);
        fine("clock", {"Đồng hồ đi đúng thứ tự.", "The clock goes forward."});
    }

    void look_at_contents() {
        if (seen_.forms == 0 || seen_.roles == 0 || seen_.areas == 0)
            fault("documents",
                  {"Chưa phát hành đủ biểu mẫu, vai trò và địa bàn; các máy không làm gì được.",
                   "Forms, roles and areas are not all published; devices can do nothing."},
                  {"nuong-server --data " + seen_.folder + " publish schemas",
                   "nuong-server --data " + seen_.folder + " publish schemas"});
        else
            fine("documents", {std::to_string(seen_.forms) + " biểu mẫu đang dùng.",
                               std::to_string(seen_.forms) + " forms in force."});
        if (seen_.users == 0)
            advise(
                "users", {"Chưa có tài khoản nào làm việc được.", "No account may work yet."},
                {"nuong-server --data " + seen_.folder + " user add TÊN --role VAI_TRÒ --area MÃ, rồi device code TÊN",
                 "nuong-server --data " + seen_.folder +
                     " user add NAME --role ROLE --area CODE, then device code NAME"});
        look_at_devices();
        look_at_reports();
        look_at_backups();
        look_at_backup_room();
        look_at_set_aside();
    }

    void look_at_devices() {
        const std::string counts = std::to_string(seen_.quiet_devices) + "/" + std::to_string(seen_.devices);
        if (seen_.quiet_devices > 0)
            advise("devices", {counts + " máy chưa gửi gì quá 7 ngày.", counts + " devices not heard of for 7 days."},
                   {"Xem: nuong-server device list, báo cáo R9. Mất máy thì: device revoke MÃ --wipe",
                    "See: nuong-server device list, report R9. For a lost one: device revoke ID --wipe"});
        else
            fine("devices", {std::to_string(seen_.devices) + " máy, đều gửi trong 7 ngày qua.",
                             std::to_string(seen_.devices) + " devices, all heard of within 7 days."});
        if (seen_.refused > 0)
            advise("quarantine",
                   {std::to_string(seen_.refused) + " lần lưu bị từ chối đang chờ người xem.",
                    std::to_string(seen_.refused) + " refused changes wait for somebody to look."},
                   {"nuong-server quarantine list", "nuong-server quarantine list"});
        else fine("quarantine", {"Không có lần lưu nào bị từ chối.", "No change is refused."});
    }

    void look_at_reports() {
        const std::string count = std::to_string(seen_.reports);
        for (const Message& damaged : seen_.damaged_reports)
            fault("reports", damaged,
                  {"Trước hết cất một bản sao của " + seen_.folder +
                       " và đối chiếu với bản đã nộp ở nơi nhận. Sau khi "
                       "khôi phục, các máy tự gửi lại phần mà bản sao lưu chưa có.",
                   "First keep a copy of " + seen_.folder +
                       " and compare with the file that was handed in. After "
                       "restoring, devices send by themselves what the backup does not have."});
        if (seen_.damaged_reports.empty() && seen_.reports > 0)
            fine("reports", {count + " bản báo cáo đã chốt, đều đọc lại được đúng như lúc chốt.",
                             count + " frozen reports, each as it was frozen."});
    }

    void look_at_backups() {
        if (!seen_.has_records) return;
        const Message to_do{"nuong-server --data " + seen_.folder + " backup /đĩa/khác/nuong-" +
                                to_string(date_of(now_, viet_nam_offset)) + ".db; đặt lịch hằng đêm.",
                            "nuong-server --data " + seen_.folder + " backup /other/disk/nuong-" +
                                to_string(date_of(now_, viet_nam_offset)) + ".db; have it done every night."};
        if (!seen_.last_backup)
            return fault("backup", {"Chưa sao lưu lần nào.", "There has never been a backup."}, to_do);
        const std::string when = day_and_time(*seen_.last_backup);
        if (now_ - *seen_.last_backup > backup_most)
            return advise("backup", {"Sao lưu lần cuối đã lâu: " + when + ".", "The last backup is old: " + when + "."},
                          to_do);
        fine("backup", {"Sao lưu lần cuối: " + when + ".", "Last backup: " + when + "."});
    }

    void look_at_backup_room() {
        if (!seen_.backup_room || seen_.backup_room->disk_bytes == 0) return;
        const BackupRoom& room = *seen_.backup_room;
        const std::uint64_t used = 100 - room.free_bytes * 100 / room.disk_bytes;
        const std::uint64_t needed = std::max(room.last_bytes, seen_.store_bytes);
        const std::string full = std::to_string(used), left = size_of(room.free_bytes);
        const Message what{"Đĩa của bản sao lưu (" + room.folder + ") đã dùng " + full + " %, còn " + left,
                           "The disk of the backups (" + room.folder + ") is " + full + " % full, " + left + " left"};
        const Message to_do{"Dọn đĩa đó, dùng đĩa lớn hơn, hoặc giữ ít bản hơn (--keep). Đừng xóa bản mới nhất.",
                            "Clear that disk, take a larger one, or keep fewer (--keep). Never delete the newest."};
        if (room.free_bytes < needed)
            return fault("backup_room",
                         {what.vi + ": không đủ cho bản kế tiếp (" + size_of(needed) + ").",
                          what.en + ": too little for the next one (" + size_of(needed) + ")."},
                         to_do);
        if (used >= backup_disk_full) return advise("backup_room", {what.vi + ".", what.en + "."}, to_do);
        fine("backup_room", {what.vi + ".", what.en + "."});
    }

    // They know nothing of who was erased since, and no backup's term ends them.
    void look_at_set_aside() {
        const Date today = date_of(now_, viet_nam_offset);
        std::string old;
        for (const auto& [name, since] : seen_.set_aside)
            if (today - since > set_aside_most) old += (old.empty() ? "" : ", ") + name;
        if (old.empty()) return;
        advise("set_aside",
               {"Kho cũ để riêng quá 30 ngày, trong đó còn cả người đã xóa theo luật: " + old + ".",
                "Old stores have been aside for more than 30 days, with people in them who were erased since: " + old +
                    "."},
               {"Khi chắc không cần nữa, hãy xóa hẳn chúng trong " + seen_.folder +
                    "; máy chủ tự xóa sau --set-aside-days ngày (60).",
                "Once they are not needed, delete them in " + seen_.folder +
                    " for good; the server does after --set-aside-days days (60)."});
    }

    void look_at_door() {
        if (seen_.certificate) look_at_certificate(*seen_.certificate);
        if (!seen_.is_answering) return;
        if (*seen_.is_answering)
            return fine("door",
                        {"Có máy chủ trả lời ở " + seen_.door + ".", "Something answers at " + seen_.door + "."});
        fault("door", {"Không ai trả lời ở " + seen_.door + ".", "Nothing answers at " + seen_.door + "."},
              {"systemctl start nuong-server, rồi journalctl -u nuong-server -n 50. Xem cả tường lửa và --listen.",
               "systemctl start nuong-server, then journalctl -u nuong-server -n 50. Look at the firewall and --listen "
               "too."});
    }

    void look_at_certificate(const CertificateFacts& certificate) {
        const Message renew{"Xin chứng chỉ mới, thay tệp rồi: systemctl reload nuong-server",
                            "Have it renewed, put the new files in place, then: systemctl reload nuong-server"};
        if (!certificate.is_readable)
            return fault("certificate",
                         {"Không đọc được chứng chỉ " + certificate.path + ".",
                          "The certificate " + certificate.path + " cannot be read."},
                         {"Cần tệp PEM mà dịch vụ đọc được.", "It must be a PEM file that the service can read."});
        if (!certificate.fits_key)
            return fault("certificate",
                         {"Khóa TLS không thuộc chứng chỉ này.", "The TLS key is not that of the certificate."},
                         {"Dùng đúng cặp tệp được cấp cùng nhau.", "Use the pair of files that were issued together."});
        const std::string until = day_and_time(certificate.until);
        if (certificate.until < now_)
            return fault("certificate",
                         {"Chứng chỉ hết hạn từ " + until + "; các máy không nối được.",
                          "The certificate ended on " + until + "; no device can connect."},
                         renew);
        if (certificate.until - now_ < certificate_least)
            return advise("certificate",
                          {"Chứng chỉ hết hạn ngày " + until + ".", "The certificate ends on " + until + "."}, renew);
        fine("certificate", {"Chứng chỉ dùng được đến " + until + ".", "The certificate is good until " + until + "."});
    }

    const Symptoms& seen_;
    Instant now_;
    std::vector<Finding> findings_;
};

}  // namespace

const char* name_of(Level level) {
    switch (level) {
        case Level::fine: return "fine";
        case Level::advice: return "advice";
        case Level::fault: return "fault";
    }
    return "fault";
}

std::vector<Finding> diagnose(const Symptoms& symptoms, Instant now) { return Doctor(symptoms, now).findings(); }

}  // namespace nuong::admin
