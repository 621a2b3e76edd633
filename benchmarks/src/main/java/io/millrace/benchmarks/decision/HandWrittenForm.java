// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.model.DemandSource;

/**
 * The same decision in plain Java, without reasons: the bound that no rule engine reaches. The
 * ranks are strength * 100 + order of the rule's name, as in the Drools forms.
 */
public final class HandWrittenForm implements DecisionForm {

  @Override
  public Verdict decide(SampleTicket ticket) {
    return new Run().decide(ticket);
  }

  /** One decision. */
  private static final class Run {
    private String kind = "";
    private int kindRank;
    private String category = "";
    private int categoryRank;

    Verdict decide(SampleTicket ticket) {
      if (ticket.source() == DemandSource.MONITORING) {
        kind("INCIDENT", 9_000);
      }
      if (ticket.investigated()) {
        kind("INCIDENT", 2_000);
      } else {
        kind("QUERY", 5_000);
      }
      category("general", 100);
      Words words = new Words(ticket.title(), ticket.description());
      people(words);
      devices(words);
      services(words);
      String level = Matrix.level(ticket.impact(), ticket.urgency());
      return new Verdict(kind, category, level, service(ticket, level));
    }

    private String service(SampleTicket ticket, String level) {
      boolean top = level.equals(Matrix.TOP);
      if (ticket.expedite() != null
          || top && (ticket.major() || ticket.source() == DemandSource.MONITORING)) {
        return "EXPEDITE";
      }
      if (ticket.dueAt() != null) {
        return "FIXED_DATE";
      }
      return kind.equals("IMPROVEMENT") || kind.equals("PROBLEM") ? "INTANGIBLE" : "STANDARD";
    }

    private void kind(String value, int rank) {
      if (rank > kindRank) {
        kind = value;
        kindRank = rank;
      }
    }

    private void category(String value, int rank) {
      if (rank > categoryRank) {
        category = value;
        categoryRank = rank;
      }
    }

    private void people(Words w) {
      if (w.mentions("password", "passcode", "pin")
          && w.mentions("reset", "forgot", "forgotten", "expired")) {
        kind("REQUEST", 6469);
        category("access", 6469);
      }
      if (w.mentions("account", "user", "profile") && w.mentions("locked", "disabled", "blocked")) {
        kind("INCIDENT", 7598);
        category("access", 7598);
      }
      if (w.mentions("cannot", "cant", "unable", "fails", "failed", "failing")
          && (w.says("log", "in")
              || w.says("sign", "in")
              || w.mentions("login", "logon", "signin"))) {
        kind("INCIDENT", 7694);
        category("access", 7694);
      }
      if (w.mentions("access", "permission", "rights")
          && w.mentions("need", "request", "please", "grant", "require")) {
        kind("REQUEST", 6599);
        category("access", 6599);
      }
      if (w.says("new", "starter")
          || w.says("new", "employee")
          || w.says("new", "joiner")
          || w.mentions("onboarding")) {
        kind("REQUEST", 7072);
        category("account", 7072);
      }
      if (w.mentions("leaver", "offboarding") || w.says("last", "working", "day")) {
        kind("REQUEST", 6979);
        category("account", 6979);
      }
      if (w.mentions("laptop", "notebook", "monitor", "keyboard", "mouse", "docking")
          && w.mentions("new", "order", "replacement", "replace")) {
        kind("REQUEST", 6574);
        category("hardware", 6574);
      }
      if (w.mentions("laptop", "notebook", "monitor", "keyboard", "mouse", "docking")) {
        category("hardware", 5682);
      }
      if (w.mentions("phone", "mobile", "headset", "smartphone")
          && w.mentions("new", "order", "replacement", "replace")) {
        kind("REQUEST", 6573);
        category("telephony", 6573);
      }
      if (w.mentions("install", "installation", "installed")
          && w.mentions("software", "application", "app", "package", "program", "licence")) {
        kind("REQUEST", 6758);
        category("software", 6758);
      }
      if (w.mentions("licence", "license")
          && w.mentions("need", "request", "please", "grant", "require")) {
        kind("REQUEST", 6678);
        category("software", 6678);
      }
      if (w.says("how", "do", "i") || w.says("how", "can", "i") || w.says("how", "to")) {
        kind("REQUEST", 6381);
        category("how-to", 6381);
      }
      if (w.mentions("outage", "unavailable", "offline")
          || w.says("is", "down")
          || w.says("are", "down")) {
        kind("INCIDENT", 8270);
      }
      if (w.mentions("slow", "slowness", "sluggish", "latency", "hangs", "freezes")) {
        kind("INCIDENT", 5859);
        category("performance", 5859);
      }
      if (w.mentions("error", "exception", "crash", "crashes", "crashed", "bug")) {
        kind("INCIDENT", 4584);
        category("software", 4584);
      }
    }

    private void devices(Words w) {
      if (w.says("not", "working")
          || w.says("not", "work")
          || w.mentions("broken", "broke")
          || w.says("stopped", "working")) {
        kind("INCIDENT", 5771);
      }
      if (w.mentions("printer", "print", "printing", "toner", "scanner")) {
        category("printing", 6064);
      }
      if (w.mentions("printer", "print", "printing", "scanner")
          && w.mentions("jam", "jammed", "error", "offline", "stuck", "smudged")) {
        kind("INCIDENT", 7265);
        category("printing", 7265);
      }
      if (w.mentions("network", "wifi", "lan", "router", "switch", "dns")) {
        category("network", 6075);
      }
      if (w.mentions("connection", "connectivity", "internet", "wifi", "network")
          && w.mentions("lost", "dropped", "drops", "down", "no", "disconnected")) {
        kind("INCIDENT", 7491);
        category("network", 7491);
      }
      if (w.mentions("vpn")) {
        category("network", 6256);
      }
      if (w.mentions("vpn")
          && w.mentions("cannot", "cant", "drops", "fails", "disconnects", "error")) {
        kind("INCIDENT", 7455);
        category("network", 7455);
      }
      if (w.mentions("email", "mail", "outlook", "mailbox", "inbox")) {
        category("email", 6086);
      }
      if (w.mentions("email", "mail", "outlook", "mailbox", "inbox")
          && w.mentions("bounced", "bounces", "missing", "delayed", "stuck", "cannot")) {
        kind("INCIDENT", 7385);
        category("email", 7385);
      }
      if (w.mentions("phishing", "malware", "virus", "ransomware", "trojan", "hacked")) {
        kind("INCIDENT", 8676);
        category("security", 8676);
      }
      if (w.says("data", "breach")
          || w.says("data", "leak")
          || w.mentions("leaked", "exfiltrated")) {
        kind("INCIDENT", 8890);
        category("security", 8890);
      }
      if (w.mentions("lost", "stolen")
          && w.mentions("laptop", "phone", "device", "badge", "tablet", "notebook")) {
        kind("INCIDENT", 8777);
        category("security", 8777);
      }
      if (w.mentions("payment", "card", "checkout", "invoice", "refund")) {
        category("payment", 6168);
      }
      if (w.mentions("payment", "card", "checkout", "refund")
          && w.mentions("declined", "fails", "failed", "failing", "error", "cannot")) {
        kind("INCIDENT", 7867);
        category("payment", 7867);
      }
      if (w.mentions("booking", "reservation", "rental")) {
        category("booking", 6196);
      }
    }

    private void services(Words w) {
      if (w.mentions("book", "booking", "reservation", "rental")
          && w.mentions("cannot", "cant", "fails", "failed", "error", "unable")) {
        kind("INCIDENT", 7895);
        category("booking", 7895);
      }
      if (w.says("disk", "full")
          || w.says("no", "space")
          || w.says("disk", "space")
          || w.mentions("quota")) {
        kind("INCIDENT", 7787);
        category("storage", 7787);
      }
      if (w.mentions("certificate", "cert", "ssl", "tls")
          && w.mentions("expired", "expires", "expiring", "invalid", "untrusted")) {
        kind("INCIDENT", 8193);
        category("certificate", 8193);
      }
      if (w.says("power", "cut")
          || w.says("power", "outage")
          || w.says("power", "failure")
          || w.mentions("storm", "flood", "lightning")) {
        kind("INCIDENT", 8366);
        category("power", 8366);
      }
      if (w.mentions("deploy", "deployment", "rollout", "upgrade", "patch", "migrate")
          && w.mentions("schedule", "scheduled", "plan", "planned", "please", "window")) {
        kind("CHANGE", 5988);
        category("change", 5988);
      }
      if (w.says("change", "request") || w.says("request", "for", "change") || w.mentions("rfc")) {
        kind("CHANGE", 8592);
        category("change", 8592);
      }
      if (w.mentions("firewall") && w.mentions("open", "rule", "port", "allow")) {
        kind("CHANGE", 7183);
        category("network", 7183);
      }
      if (w.mentions("recurring", "recurs", "recurrent", "repeatedly")
          || w.says("every", "time")
          || w.says("keeps", "happening")) {
        kind("PROBLEM", 7963);
      }
      if (w.says("root", "cause") || w.says("underlying", "cause")) {
        kind("PROBLEM", 8460);
      }
      if (w.says("known", "error")) {
        kind("PROBLEM", 8080);
      }
      if (w.mentions("suggestion", "suggest", "idea", "improvement")
          || w.says("would", "be", "nice")) {
        kind("IMPROVEMENT", 6857);
      }
      if (w.mentions("database", "sql", "oracle", "postgres", "query")) {
        category("database", 5889);
      }
      if (w.mentions("backup") && w.mentions("failed", "fails", "missing", "error", "incomplete")) {
        kind("INCIDENT", 7297);
        category("backup", 7297);
      }
      if (w.mentions("restore", "recover", "deleted") && w.mentions("file", "folder", "document")) {
        kind("REQUEST", 6661);
        category("storage", 6661);
      }
      if (w.mentions("report", "extract", "export")
          && w.mentions("need", "request", "please", "grant", "require")) {
        kind("REQUEST", 5562);
        category("reporting", 5562);
      }
    }
  }
}
