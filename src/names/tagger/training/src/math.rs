//! Matrices in rows, and parameters with their moments.

use crate::random::Random;

/// `c = beta * c + a * b`, with `a` of m rows and k columns; transposed where asked.
#[allow(clippy::too_many_arguments, clippy::many_single_char_names)]
pub fn gemm(
    m: usize,
    k: usize,
    n: usize,
    a: &[f32],
    a_t: bool,
    b: &[f32],
    b_t: bool,
    beta: f32,
    c: &mut [f32],
) {
    assert!(a.len() >= m * k && b.len() >= k * n && c.len() >= m * n);
    let (rsa, csa) = if a_t { (1, m) } else { (k, 1) };
    let (rsb, csb) = if b_t { (1, k) } else { (n, 1) };
    sgemm::run(m, k, n, a, rsa, csa, b, rsb, csb, beta, c);
}

mod sgemm {
    /// The only unsafe call: its bounds are asserted by the caller.
    #[allow(unsafe_code, clippy::too_many_arguments)]
    pub fn run(
        m: usize,
        k: usize,
        n: usize,
        a: &[f32],
        rsa: usize,
        csa: usize,
        b: &[f32],
        rsb: usize,
        csb: usize,
        beta: f32,
        c: &mut [f32],
    ) {
        // SAFETY: the slices hold m*k, k*n and m*n numbers, and the strides stay within them.
        unsafe {
            matrixmultiply::sgemm(
                m,
                k,
                n,
                1.0,
                a.as_ptr(),
                rsa as isize,
                csa as isize,
                b.as_ptr(),
                rsb as isize,
                csb as isize,
                beta,
                c.as_mut_ptr(),
                n as isize,
                1,
            );
        }
    }
}

/// Numbers that are learnt, by Adam.
#[derive(Clone)]
pub struct Param {
    pub value: Vec<f32>,
    pub grad: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Param {
    pub fn new(n: usize, scale: f32, random: &mut Random) -> Self {
        let value = (0..n).map(|_| (random.unit() * 2.0 - 1.0) * scale).collect();
        Self { value, grad: vec![0.0; n], first: vec![0.0; n], second: vec![0.0; n] }
    }

    pub fn step(&mut self, rate: f32, t: i32, decay: f32) {
        let n = self.value.len();
        self.step_range(0, n, rate, t, decay);
    }

    pub fn step_range(&mut self, start: usize, end: usize, rate: f32, t: i32, decay: f32) {
        const BETA1: f32 = 0.9;
        const BETA2: f32 = 0.999;
        let fix = (1.0 - BETA2.powi(t)).sqrt() / (1.0 - BETA1.powi(t));
        let iter = self.value[start..end]
            .iter_mut()
            .zip(&mut self.grad[start..end])
            .zip(self.first[start..end].iter_mut().zip(&mut self.second[start..end]));
        for ((value, grad), (first, second)) in iter {
            *first = BETA1 * *first + (1.0 - BETA1) * *grad;
            *second = BETA2 * *second + (1.0 - BETA2) * *grad * *grad;
            *value -= rate * (fix * *first / (second.sqrt() + 1e-8) + decay * *value);
            *grad = 0.0;
        }
    }
}
