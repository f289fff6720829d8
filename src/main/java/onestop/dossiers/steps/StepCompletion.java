package onestop.dossiers.steps;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import onestop.dossiers.registers.ResultRegisters;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * The completion of a dossier's work item by an officer.
 *
 * @param outcome one of the outcomes of the item
 * @param activity another name of the activity, for registers kept elsewhere; null for the step's
 *     own
 * @param result the draft of the result that the officer signs with this step; null if there is
 *     none
 */
public record StepCompletion(
    String workItemId,
    Actor.Officer officer,
    String outcome,
    StepPayload payload,
    @Nullable String activity,
    @Nullable SignedDraft result) {
  /**
   * The draft of a result that an officer signs with a step.
   *
   * @param sha256 its hash, as the signer saw it
   * @param check refuses what is not the current draft; called under the dossier's lock
   */
  public record SignedDraft(String sha256, Check check) {
    /** Knows the current draft of a dossier. */
    @FunctionalInterface
    public interface Check {
      /**
       * Refuses a signature under a draft that the signer has not seen.
       *
       * @throws onestop.kernel.Failure {@code dossiers/result-changed}; then the step is not ended
       */
      void requireCurrent(DossierCode dossier, String sha256);
    }
  }

  /** A completion that signs no draft. */
  public StepCompletion(
      String workItemId,
      Actor.Officer officer,
      String outcome,
      StepPayload payload,
      @Nullable String activity) {
    this(workItemId, officer, outcome, payload, activity, null);
  }

  /** The name of the fact that names the work item. */
  public static final String ITEM = "item";

  private static final String FORM = "form";
  private static final int BYTES = 8;

  /**
   * Adds to the facts of the event what the same completion is recognised by when it is sent again,
   * through whichever node: the work item, and a digest of its form.
   */
  void mark(Map<String, Object> facts) {
    facts.put(ITEM, workItemId);
    facts.put(FORM, digest(payload));
  }

  /** Whether the event's facts name that work item. */
  public static boolean isOf(String workItemId, Map<String, Object> facts) {
    return workItemId.equals(facts.get(ITEM));
  }

  /** Whether the facts are of a completion with that form; an older event does not say. */
  public static boolean fits(StepPayload payload, Map<String, Object> facts) {
    Object digest = facts.get(FORM);
    return digest == null || digest.equals(digest(payload));
  }

  /** The first {@value #BYTES} bytes of a SHA-256 over the form's code, its names and values. */
  private static String digest(StepPayload payload) {
    MessageDigest all;
    try {
      all = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides SHA-256
    }
    part(payload.form().code(), all);
    Map<String, Object> values = new LinkedHashMap<>(payload.values());
    values.remove(ResultRegisters.FIELD, ""); // events of earlier versions know no such field
    values.forEach(
        (name, value) -> {
          part(name, all);
          part(String.valueOf(value), all);
        });
    return HexFormat.of().formatHex(all.digest(), 0, BYTES);
  }

  private static void part(String text, MessageDigest all) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    all.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    all.update(bytes);
  }
}
