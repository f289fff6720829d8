package onestop;

/** Entry point of the one executable jar. */
public final class Onestop {
  private Onestop() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
