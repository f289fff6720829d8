package onestop.dossiers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeSet;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an application's content: applications with the same meaning have the same digest,
 * whatever their notation (white space, order of fields, the same moment with another offset,
 * composed or decomposed letters).
 *
 * <p>SHA-256 over the given fields, each as its name and its value, prefixed with their lengths. An
 * absent field contributes nothing, so that a field added in a later version changes no stored
 * digest.
 */
final class SubmissionDigest {
  private final MessageDigest digest;

  private SubmissionDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides SHA-256
    }
  }

  /** The digest as 64 hexadecimal digits; source and key are not part of it. */
  static String of(Intake intake) {
    SubmissionDigest all = new SubmissionDigest();
    all.add("procedure", intake.procedureCode());
    all.add("receivingAgency", intake.receivingAgency());
    all.add("resolvingAgency", intake.resolvingAgency());
    all.add("applicant.name", intake.applicant().name());
    all.add("applicant.address", intake.applicant().address());
    all.add("applicant.phone", intake.applicant().phone());
    all.add("applicant.email", intake.applicant().email());
    all.add("applicant.idNumber", intake.applicant().idNumber());
    all.add("subject", intake.subject());
    all.add("channel", intake.channel());
    new TreeSet<>(intake.papers()).forEach(paper -> all.add("paper", paper));
    all.add("submittedAt", intake.submittedAt());
    all.add("deadline", intake.deadline());
    all.add("rulePack", intake.rulePack());
    IntakeRecord desk = intake.desk();
    if (desk != null) {
      desk.papers().stream()
          .sorted(Comparator.comparing(HandedPaper::code))
          .forEach(all::addHanded);
      all.add("returnBy", desk.returnBy());
      all.addForm(desk.form());
      all.addFee(desk.fee());
      IntakeRecord.Continued continues = desk.continues();
      if (continues != null) {
        all.add("continues", continues.dossier());
        all.add("ground", continues.ground());
        all.add("continuesReason", continues.reason());
        all.add("continuesBasis", continues.legalBasis());
      }
    }
    return HexFormat.of().formatHex(all.digest.digest());
  }

  private void addHanded(HandedPaper paper) {
    add("handed", paper.code());
    add("originals", paper.originals());
    add("certified", paper.certified());
    add("copies", paper.copies());
    add("note", paper.note());
  }

  private void addForm(IntakeRecord.@Nullable FilledForm form) {
    if (form != null) {
      add("form", form.id());
      add("version", form.version());
      form.answers()
          .forEach(
              (key, answer) -> {
                add("answer", key);
                add("value", answer);
              });
    }
  }

  private void addFee(@Nullable FeeOrder fee) {
    if (fee != null) {
      add("fee", fee.amount());
      add("rate", fee.rate());
      add("reason", fee.reason());
      add("paid", fee.paid());
    }
  }

  private void add(String field, @Nullable Object value) {
    if (value != null) {
      part(field);
      part(value.toString());
    }
  }

  private void part(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
