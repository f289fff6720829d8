package onestop.apologies.letter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.apologies.obligation.ApologyObligation;
import onestop.delivery.Attachment;
import onestop.delivery.OutboundMessage;
import onestop.delivery.OutboundMessage.Email;
import onestop.delivery.OutboundMessage.PrintJob;
import onestop.delivery.Outbox;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import org.springframework.stereotype.Component;

/**
 * The notice to the applicant that the dossier is at risk or late and that no letter of apology
 * exists yet. It is not a letter: it has no number, no signature and no new date.
 */
@Component
public class SilenceNotice {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("HH:mm 'ngày' dd/MM/yyyy");

  private final Outbox outbox;
  private final Agencies agencies;
  private final ZoneId zone;

  SilenceNotice(Outbox outbox, Agencies agencies, ZoneId zone) {
    this.outbox = outbox;
    this.agencies = agencies;
    this.zone = zone;
  }

  /** Puts the notice into the outbox, once per appointment, in the caller's transaction. */
  public void send(Dossier dossier, ApologyObligation obligation, Instant at) {
    Agency agency = agencies.get(obligation.agency());
    String code = dossier.code().value();
    String subject = ApologyTexts.of("apologies.notice.subject", code);
    String text =
        ApologyTexts.of(
            "apologies.notice.text",
            dossier.applicant().name(),
            code,
            dossier.subject(),
            MOMENT.format(obligation.dueAt().atZone(zone)),
            agency.nameVi(),
            agency.phone());
    outbox.enqueue(
        "notice:" + code + ":" + obligation.key().appointmentNo(),
        dossier.code(),
        routes(dossier.applicant(), subject, text),
        at);
  }

  private static List<OutboundMessage> routes(Applicant applicant, String subject, String text) {
    List<OutboundMessage> routes = new ArrayList<>();
    String email = applicant.email();
    if (email != null) {
      routes.add(new Email(email, subject, text, List.of()));
    }
    String address = applicant.address();
    Attachment sheet =
        new Attachment(
            "thong-bao.txt", "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    routes.add(
        new PrintJob(applicant.name(), address == null ? "" : address, subject, List.of(sheet)));
    return routes;
  }
}
