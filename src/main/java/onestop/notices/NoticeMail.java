package onestop.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.agencies.Account;
import onestop.agencies.Accounts;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.delivery.OutboundMessage.Email;
import onestop.delivery.Outbox;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.node.EachAlone;
import onestop.notices.MailChoice.When;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the notices that an officer wants by mail into the outbox, several in one mail. The choice
 * of the officer is locked, the notices are marked and the mail is enqueued in one transaction, and
 * the mail's key names the last notice in it: so every notice is in exactly one mail, on however
 * many nodes this runs. Outside office hours nothing is mailed; what waited is in the next mail.
 */
@Component
public class NoticeMail {
  /** The mails of notices are about no dossier; the outbox lists them under this name. */
  public static final DossierCode LISTED_AS = new DossierCode("THONG-BAO-CAN-BO");

  private static final int MOST = 200;
  private static final int DAYS = 7;
  private static final LocalTime DIGEST_AT = LocalTime.of(8, 0);

  private final NoticeStore store;
  private final NoticeText text;
  private final Outbox outbox;
  private final Accounts accounts;
  private final Calendars calendars;
  private final TransactionTemplate transaction;
  private final Clock clock;

  NoticeMail(
      NoticeStore store,
      NoticeText text,
      Outbox outbox,
      Accounts accounts,
      Calendars calendars,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.text = text;
    this.outbox = outbox;
    this.accounts = accounts;
    this.calendars = calendars;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Mails what is due now; returns the number of mails. What fails for one officer fails alone. */
  public int round() {
    AtomicInteger mails = new AtomicInteger();
    EachAlone.of(
        store.wanting(),
        officer -> {
          boolean sent =
              Objects.requireNonNull(
                  transaction.execute(
                      status -> store.lock(officer).filter(this::isMailed).isPresent()));
          mails.addAndGet(sent ? 1 : 0);
        });
    return mails.get();
  }

  private boolean isMailed(MailChoice choice) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LocalDate today = now.atZone(clock.getZone()).toLocalDate();
    String address = choice.address();
    if (address == null || choice.when() == When.OFF || !isDue(choice, now)) {
      return false;
    }
    List<Notice> waiting = store.toMail(choice.officer(), now.minus(DAYS, ChronoUnit.DAYS), MOST);
    if (choice.when() == When.DAILY) {
      store.digested(choice.officer(), today);
    }
    if (waiting.isEmpty()) {
      return false;
    }
    long last = waiting.get(waiting.size() - 1).id();
    outbox.enqueue(
        "digest:" + choice.officer().value() + ":" + last,
        LISTED_AS,
        List.of(
            new Email(
                address,
                text.subject(waiting.size(), choice.language()),
                text.body(waiting, choice.language()),
                List.of())),
        now);
    store.mailed(choice.officer(), last, now);
    return true;
  }

  private boolean isDue(MailChoice choice, Instant now) {
    OfficerId officer = choice.officer();
    Account account = accounts.find(officer).orElse(null);
    if (account == null || account.disabledAt() != null) {
      return false;
    }
    AgencyCode agency = account.officer().agency();
    WorkingCalendar calendar = calendars.today(Calendars.VIETNAM, agency);
    if (choice.when() == When.AT_ONCE) {
      return !calendar.workingBetween(now, now.plusSeconds(60)).isZero();
    }
    ZonedDateTime here = now.atZone(clock.getZone());
    return calendar.isWorkingDay(here.toLocalDate())
        && !here.toLocalTime().isBefore(DIGEST_AT)
        && now.isBefore(calendar.closeOf(here.toLocalDate()))
        && !here.toLocalDate().equals(choice.lastDigestOn());
  }
}
