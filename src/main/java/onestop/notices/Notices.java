package onestop.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.mail.MailAddress;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice.Told;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers are told, each once, and what of it they have read. */
@Service
public class Notices {
  /** As many as are shown, and counted. */
  public static final int MOST = 100;

  private final NoticeStore store;
  private final Clock clock;

  Notices(NoticeStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Tells an officer, unless the officer was told; whether it is new. Joins the transaction. */
  @Transactional
  public boolean tell(Told told) {
    return store.add(told, now());
  }

  /** The newest notices of an officer, at most {@value #MOST}. */
  @Transactional(readOnly = true)
  public List<Notice> of(OfficerId officer) {
    return store.of(officer, MOST);
  }

  /** The number of unread ones, counted up to {@value #MOST}. */
  public int unread(OfficerId officer) {
    return store.unread(officer, MOST);
  }

  /**
   * Marks a notice as read; again changes nothing.
   *
   * @throws Failure {@code notices/no-such-notice} if the officer has none of that number
   */
  @Transactional
  public Notice read(long id, OfficerId officer) {
    Notice notice =
        store
            .find(id, officer)
            .orElseThrow(
                () -> Failure.notFound("notices", "no-such-notice", "number", Long.toString(id)));
    store.read(id, officer, now());
    return notice;
  }

  /** Marks all up to that number as read. */
  @Transactional
  public void readUpTo(long last, OfficerId officer) {
    store.readUpTo(last, officer, now());
  }

  /** What the officer has chosen; no mails if nothing was chosen. */
  @Transactional(readOnly = true)
  public MailChoice choice(OfficerId officer) {
    return store.choice(officer).orElseGet(() -> MailChoice.none(officer));
  }

  /**
   * Chooses whether and when the notices are mailed.
   *
   * @throws Failure {@code notices/address-missing}, or {@code kernel/mail-…} for an address that
   *     is none
   */
  public void choose(OfficerId officer, When when, String address, String language) {
    String typed = address.strip();
    if (when != When.OFF && typed.isEmpty()) {
      throw Failure.badInput("notices", "address-missing", "field", "address");
    }
    String tidy = typed.isEmpty() ? null : whole(MailAddress.of("address", typed));
    store.choose(
        new MailChoice(officer, when, tidy, language.equals("en") ? "en" : "vi", null), now());
  }

  private static String whole(MailAddress address) {
    return address.local() + "@" + address.domain();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
