// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.model.DemandSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Made-up tickets of a car hire company's service desk, always the same ones: what was observed, in
 * the words of users and of monitoring, then the circumstances, which rarely matter to a rule.
 * About a quarter matches no text rule at all.
 */
public final class SampleTickets {
  private static final long SEED = 4_711;

  private static final String[][] OPENINGS = {
    {"Cannot log in", "Since this morning I cannot log in to the booking app"},
    {"Password reset", "Please reset my password, I have forgotten it over the holidays"},
    {"Account locked", "My account was locked after three attempts"},
    {"Access to the fleet folder", "I need access to the shared fleet folder, please grant it"},
    {"New starter on Monday", "A new starter begins on Monday and needs everything set up"},
    {"Leaver", "The last working day of our colleague at the desk is Friday"},
    {"Laptop", "Please order a replacement for my laptop, the battery is dead"},
    {"Docking station", "The docking station does not recognise my second screen"},
    {"Phone", "I would like a new headset for the hotline"},
    {"Software installation", "Could you install the route planning software on my machine"},
    {"Licence", "We require one more licence for the design tool"},
    {"Question", "How do I export last month's rentals to a spreadsheet"},
    {"Return kiosk", "The return kiosk is down and a queue is forming"},
    {"Website slow", "The website is very slow, pages take half a minute"},
    {"Error message", "An error message with code 4512 comes up when I save"},
    {"Key cabinet", "The key cabinet is not working, no drawer opens"},
    {"Printer on floor 3", "The printer is offline and the paper is stuck again"},
    {"Toner", "The toner of the office printer is nearly empty"},
    {"Network", "The network in the back office is patchy today"},
    {"No internet", "The internet connection dropped twice within the hour"},
    {"VPN", "The VPN drops every ten minutes when I work from home"},
    {"Outlook", "Outlook asks for my name again and again"},
    {"E-mail missing", "Mails from the insurer are missing from our mailbox"},
    {"Strange message", "I clicked on a link in a message that looks like phishing"},
    {"Data leak", "A customer list was leaked to a forum, it looks like a data leak"},
    {"Lost phone", "I lost my phone on the train, it has company mail on it"},
    {"Invoice", "The invoice of a customer shows the wrong address"},
    {"Payment declined", "Customers report that the card payment fails at the checkout"},
    {"Bookings", "Customers cannot book, the booking form fails on the last page"},
    {"Disk full", "Disk full on server db07, alert raised at 06:12"},
    {"Certificate", "The certificate of the partner portal expired at midnight"},
    {"Power failure", "A power failure hit the branch, storm over the harbour"},
    {"Deployment", "Please schedule the deployment of release 4.2 for Sunday"},
    {"Request for change", "Change request for the tariff tables as agreed in the meeting"},
    {"Firewall", "Please open the firewall for the telematics server, port 8443"},
    {"It happens again", "The nightly import fails repeatedly, it keeps happening"},
    {"Root cause", "Please find the root cause of last week's outage"},
    {"Known error", "This looks like the known error of the tariff engine"},
    {"Idea", "A suggestion: the app could show the fuel level before pick-up"},
    {"Slow reports", "The database takes minutes for the utilisation report"},
    {"Backup", "The backup of the file server failed last night"},
    {"Deleted file", "Please restore the folder that I deleted by mistake"},
    {"Report", "I need a report of all damages of the last quarter"},
    {"Question", "Could somebody call me back about yesterday's conversation"},
    {"Feedback", "The colleague at the desk was very kind, thank you"},
    {"Opening hours", "Is the branch open on the public holiday next week"},
    {"Car wash", "The car wash left stripes on three vehicles this week"},
    {"Damage form", "The damage form has no field for the windscreen"},
    {"Child seats", "We are running out of child seats for the weekend"},
    {"Tyres", "Two vehicles still have summer tyres"}
  };

  private static final String[] CIRCUMSTANCES = {
    "It concerns the branch at the airport.",
    "Three colleagues at the desk see the same.",
    "I tried it on another machine and it is no different.",
    "A customer is standing in front of me, so it is rather urgent.",
    "It started after the weekend.",
    "I am back at my desk from two o'clock.",
    "The same was reported last month, I think.",
    "Nothing was changed on our side as far as we know.",
    "We can help ourselves with paper until tomorrow.",
    "Please ring the branch, the manager knows about it.",
    "Screenshots are attached.",
    "It can wait until next week."
  };

  private SampleTickets() {}

  /** The first so many of the tickets. */
  public static List<SampleTicket> first(int count) {
    Random random = new Random(SEED);
    List<SampleTicket> tickets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tickets.add(ticket(i, random));
    }
    return List.copyOf(tickets);
  }

  private static SampleTicket ticket(int number, Random random) {
    String[] opening = OPENINGS[random.nextInt(OPENINGS.length)];
    StringBuilder text = new StringBuilder(opening[1]).append('.');
    for (int more = random.nextInt(4); more > 0; more--) {
      text.append(' ').append(CIRCUMSTANCES[random.nextInt(CIRCUMSTANCES.length)]);
    }
    if (random.nextInt(10) == 0) {
      text.append(' ').append(OPENINGS[random.nextInt(OPENINGS.length)][1]).append('.');
    }
    return new SampleTicket(
        "INC" + (1_000_000 + number),
        opening[0],
        text.toString(),
        random.nextInt(12) == 0 ? DemandSource.MONITORING : DemandSource.CONSUMER,
        1 + random.nextInt(5),
        1 + random.nextInt(5),
        random.nextInt(8) == 0,
        random.nextInt(20) == 0,
        maybe(random, 40, "the managing director waits for it"),
        maybe(random, 15, "2026-12-01T12:00:00Z"));
  }

  private static @Nullable String maybe(Random random, int oneIn, String value) {
    return random.nextInt(oneIn) == 0 ? value : null;
  }
}
