package onestop.notices;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import onestop.forms.PublicAddress;
import onestop.kernel.DossierCode;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of a mail of notices: what happened, the code of the dossier, and the link to the list.
 * It names no applicant and quotes no note.
 */
@Component
final class NoticeText {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final MessageSource messages = texts();
  private final PublicAddress address;
  private final ZoneId zone;

  NoticeText(PublicAddress address, ZoneId zone) {
    this.address = address;
    this.zone = zone;
  }

  private static MessageSource texts() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("messages/notices");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return source;
  }

  String subject(int number, String language) {
    return text("notice.mail.subject", language, number);
  }

  String body(List<Notice> notices, String language) {
    StringBuilder body = new StringBuilder(text("notice.mail.head", language)).append("\n\n");
    for (Notice notice : notices) {
      DossierCode dossier = notice.dossier();
      body.append("- ")
          .append(MOMENT.format(notice.at().atZone(zone)))
          .append(": ")
          .append(text("notice.mail." + notice.kind().name(), language, notice.detail()))
          .append(dossier == null ? "" : " (" + dossier.value() + ")")
          .append('\n');
    }
    address.url().ifPresent(url -> body.append('\n').append(url).append("/notices\n"));
    return body.append('\n').append(text("notice.mail.foot", language)).append('\n').toString();
  }

  private String text(String key, String language, Object... values) {
    return messages.getMessage(key, values, Locale.forLanguageTag(language));
  }
}
