class Vane < Formula
  desc "Learns the forces on atoms from trajectories, and predicts them"
  homepage "https://github.com/vane-forces/vane"
  url "https://github.com/vane-forces/vane/releases/download/v0.1.0/vane-0.1.0-linux-x86_64.tar.gz"
  # To be filled in by the release: sha256sum of the archive.
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "Apache-2.0"

  depends_on arch: :x86_64
  depends_on :linux

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"vane"
    man1.install_symlink Dir[libexec/"share/man/man1/*.1"]
    bash_completion.install_symlink libexec/"share/bash-completion/completions/vane"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_vane"
  end

  test do
    system bin/"vane", "train", libexec/"data/alkanes/ethane-run1.xyz.gz@::20", "--preset", "fast", "--out", "e.vane"
    assert_match "ethane", shell_output("#{bin}/vane info e.vane")
  end
end
