package onestop.desk.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import onestop.forms.CheckpointFields;
import onestop.forms.FormPress;
import onestop.forms.PrintedForm;
import onestop.forms.PublicAddress;
import onestop.ledger.Checkpoint;
import onestop.ledger.CheckpointArchive;
import onestop.ledger.CheckpointArchive.Signed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The print of a checkpoint for the notice board, and the daily one beside the published log.
 *
 * <p>The same checkpoint for the same day gives the same bytes.
 */
@Service
public class NoticeBoard {
  /** The address of the present checkpoint, below the public address. */
  public static final String CHECKPOINT = "/log/checkpoint";

  private final CheckpointArchive archive;
  private final FormPress press;
  private final PublicAddress address;
  private final Clock clock;
  private volatile @Nullable Shown shown;

  NoticeBoard(CheckpointArchive archive, FormPress press, PublicAddress address, Clock clock) {
    this.archive = archive;
    this.press = press;
    this.address = address;
    this.clock = clock;
  }

  /**
   * The last print of the present checkpoint, kept because requests without a login are not
   * limited.
   */
  private record Shown(String note, PrintedForm form) {}

  /**
   * The print of the present checkpoint, dated by the day on which it was signed; empty if there is
   * none.
   */
  public Optional<PrintedForm> current() {
    return archive.current().map(this::current);
  }

  private PrintedForm current(Signed signed) {
    Shown last = shown;
    String note = signed.checkpoint().note();
    if (last != null && last.note().equals(note)) {
      return last.form();
    }
    PrintedForm form = print(signed, local(signed).toLocalDate());
    shown = new Shown(note, form);
    return form;
  }

  /**
   * Keeps today's checkpoint and its print. A repeated call changes nothing; if we die in between,
   * the checkpoint is kept and the next call prints it.
   */
  public void keepToday() {
    LocalDate today = LocalDate.now(clock);
    Optional<Signed> kept = archive.keep(today);
    if (kept.isPresent() && !archive.isPrinted(today)) {
      archive.print(today, print(kept.get(), today).pdf());
    }
  }

  private PrintedForm print(Signed signed, LocalDate day) {
    Checkpoint checkpoint = signed.checkpoint();
    CheckpointFields fields =
        new CheckpointFields(
            checkpoint.origin(),
            day,
            local(signed),
            checkpoint.size(),
            checkpoint.root(),
            checkpoint.signatures().stream()
                .map(
                    line ->
                        new CheckpointFields.SignatureLine(line.name(), line.id(), line.base64()))
                .toList(),
            signed.key().text(),
            checkpoint.note(),
            address.url().map(url -> url + CHECKPOINT).orElse(null));
    return press.print(fields.toModel());
  }

  private LocalDateTime local(Signed signed) {
    return LocalDateTime.ofInstant(signed.signedAt(), clock.getZone());
  }
}
