package onestop.delivery.courier;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Date;
import onestop.delivery.Attachment;
import onestop.delivery.OutboundMessage;
import onestop.files.FileHash;
import onestop.mail.MailAddress;

/** Writes mails: UTF-8, NFC, and headers that are safe from header injection by typed text. */
record MailText(Session session, String from, Instant sentAt) {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  SmtpConnection.Letter letter(String key, MailAddress to, OutboundMessage.Email mail)
      throws MessagingException {
    SmtpConnection.Letter letter = new SmtpConnection.Letter(session, messageId(key));
    letter.setFrom(new InternetAddress(from, true));
    InternetAddress receiver = new InternetAddress();
    receiver.setAddress(to.wire());
    letter.setRecipient(Message.RecipientType.TO, receiver);
    letter.setSubject(oneLine(mail.subject()), UTF_8);
    letter.setSentDate(Date.from(sentAt));
    if (mail.attachments().isEmpty()) {
      letter.setText(normal(mail.text()), UTF_8);
    } else {
      letter.setContent(parts(mail));
    }
    letter.saveChanges();
    return letter;
  }

  private static MimeMultipart parts(OutboundMessage.Email mail) throws MessagingException {
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart text = new MimeBodyPart();
    text.setText(normal(mail.text()), UTF_8);
    parts.addBodyPart(text);
    for (Attachment file : mail.attachments()) {
      MimeBodyPart part = new MimeBodyPart();
      part.setDisposition(Part.ATTACHMENT);
      part.setFileName(oneLine(file.name()));
      part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.mediaType())));
      parts.addBodyPart(part);
    }
    return parts;
  }

  private String messageId(String key) {
    String hash = FileHash.of(key.getBytes(StandardCharsets.UTF_8));
    return "<" + hash.substring(0, 32) + "@" + from.substring(from.indexOf('@') + 1) + ">";
  }

  private static String oneLine(String text) {
    return normal(text).replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
