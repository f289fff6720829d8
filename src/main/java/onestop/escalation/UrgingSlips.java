package onestop.escalation;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import onestop.agencies.Agency;
import onestop.delivery.Attachment;
import onestop.delivery.OutboundMessage;
import onestop.delivery.OutboundMessage.Email;
import onestop.delivery.OutboundMessage.PrintJob;
import onestop.delivery.Outbox;
import org.springframework.stereotype.Component;

/** Urges the authority above an agency in writing (phiếu đôn đốc), in Vietnamese. */
@Component
class UrgingSlips {
  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  private final EscalationLadder ladder;
  private final Outbox outbox;

  UrgingSlips(EscalationLadder ladder, Outbox outbox) {
    this.ladder = ladder;
    this.outbox = outbox;
  }

  /**
   * Sends the slip of a rung to an authority above by e-mail, if it has an address, and on paper; a
   * slip is sent once, in the caller's transaction.
   */
  void send(Escalation raised, Agency above) {
    String code = raised.dossier().value();
    String subject = text("escalation.urge.subject", code);
    String text =
        text(
            "escalation.urge.text",
            above.nameVi(),
            code,
            ladder.name(raised.agency()),
            text("escalation.level." + raised.level()));
    List<OutboundMessage> routes = new ArrayList<>();
    if (!above.email().isBlank()) {
      routes.add(new Email(above.email(), subject, text, List.of()));
    }
    Attachment sheet =
        new Attachment(
            "phieu-don-doc.txt",
            "text/plain; charset=utf-8",
            text.getBytes(StandardCharsets.UTF_8));
    routes.add(new PrintJob(above.nameVi(), above.address(), subject, List.of(sheet)));
    outbox.enqueue(
        "urge:" + code + ":" + raised.appointmentNo() + ":" + raised.level() + ":" + above.code(),
        raised.dossier(),
        routes,
        raised.raisedAt());
  }

  private static String text(String key, Object... values) {
    String pattern = ResourceBundle.getBundle("messages.escalation", VIETNAMESE).getString(key);
    return new MessageFormat(pattern, VIETNAMESE).format(values);
  }
}
