package onestop.models.lint.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** A dossier ends once: after an ending comes neither another ending nor the work. */
final class OneEnding implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L058");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    List<String> others = new ArrayList<>(Frame.ENDINGS);
    others.add(Frame.WORK);
    for (String recorded : Frame.ENDINGS) {
      if (frame.has(recorded)) {
        Set<String> after = frame.after(recorded);
        others.stream()
            .filter(after::contains)
            .forEach(other -> findings.error("L058", recorded, other));
      }
    }
  }
}
