package onestop.desk.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.forms.PrintableText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * An officer to be added, as typed.
 *
 * @param login in any case; stored in small letters
 * @param agency null while none is chosen
 */
public record NewOfficer(
    String login, String name, String title, @Nullable AgencyCode agency, Set<Role> roles) {
  private static final int LONGEST = 200;
  private static final int LONGEST_LOGIN = 60;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

  /** The address of the page for new officers: no officer has it. */
  private static final String RESERVED = "new";

  public NewOfficer {
    login = login.strip().toLowerCase(Locale.ROOT);
    name = name.strip();
    title = title.strip();
    roles = Set.copyOf(roles);
  }

  /** Everything that is wrong, each failure with its {@code field}; empty if nothing is. */
  public List<Failure> faults() {
    List<Failure> faults = new ArrayList<>();
    if (!LOGIN.matcher(login).matches()
        || login.length() > LONGEST_LOGIN
        || login.equals(RESERVED)) {
      faults.add(
          Failure.badInput(
              "desk", "login-form", "field", "login", "value", login, "max", LONGEST_LOGIN));
    }
    text(faults, "name", name);
    text(faults, "title", title);
    if (agency == null) {
      faults.add(Failure.badInput("desk", "choice-missing", "field", "agency"));
    }
    if (roles.isEmpty()) {
      faults.add(Failure.badInput("desk", "choice-missing", "field", "roles"));
    }
    return List.copyOf(faults);
  }

  private static void text(List<Failure> faults, String field, String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      faults.add(Failure.badInput("desk", "text-length", "field", field, "max", LONGEST));
      return;
    }
    try {
      PrintableText.require(field, text);
    } catch (Failure unprintable) {
      faults.add(unprintable);
    }
  }

  /**
   * The officer.
   *
   * @throws Failure the first of {@link #faults()}
   */
  public Officer officer() {
    List<Failure> faults = faults();
    AgencyCode chosen = agency;
    if (!faults.isEmpty() || chosen == null) {
      throw faults.get(0);
    }
    return new Officer(new OfficerId(login), name, title, chosen, roles);
  }
}
