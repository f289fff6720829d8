package onestop.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Date;
import onestop.kernel.MailAddress;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Writes mails: UTF-8, NFC, headers that nobody who typed a part of them can break out of. */
record MailText(Session session, String from, Instant sentAt) {

  SmtpConnection.Letter letter(String key, MailAddress to, OutboundMessage.Email mail)
      throws MessagingException {
    SmtpConnection.Letter letter = new SmtpConnection.Letter(session, messageId(key));
    boolean multipart = !mail.attachments().isEmpty();
    var writer = new MimeMessageHelper(letter, multipart, StandardCharsets.UTF_8.name());
    writer.setFrom(new InternetAddress(from, true));
    InternetAddress receiver = new InternetAddress();
    receiver.setAddress(to.wire());
    writer.setTo(receiver);
    writer.setSubject(oneLine(mail.subject()));
    writer.setText(normal(mail.text()));
    writer.setSentDate(Date.from(sentAt));
    for (Attachment file : mail.attachments()) {
      writer.addAttachment(
          oneLine(file.name()), new ByteArrayResource(file.bytes()), file.mediaType());
    }
    letter.saveChanges();
    return letter;
  }

  private String messageId(String key) {
    String hash = MessageText.sha256(key.getBytes(StandardCharsets.UTF_8));
    return "<" + hash.substring(0, 32) + "@" + from.substring(from.indexOf('@') + 1) + ">";
  }

  private static String oneLine(String text) {
    return normal(text).replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
